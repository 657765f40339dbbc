import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { SpaceId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';

/**
 * The last configurations that were read, on the local disk: for a start while Redis is away, when otherwise no category could be known and
 * no clock-in be taken. Only a memory: it may be behind, and losing it costs nothing else.
 */
export interface Shelf {
  /** What was put there last; null when nothing was, or it cannot be read. */
  read(space: SpaceId): Promise<Buffer | null>;
  /** Nobody waits for it. The same version is written once. */
  put(space: SpaceId, version: number, value: () => Buffer): void;
  forget(space: SpaceId): void;
  /** Resolves when all that was put is written. */
  settled(): Promise<void>;
}

export const noShelf: Shelf = {
  read: () => Promise.resolve(null),
  put: () => undefined,
  forget: () => undefined,
  settled: () => Promise.resolve(),
};

/** Spaces whose written version is remembered. */
const REMEMBERED = 20_000;

/** @param dir one file for each space; made when it is needed */
export const fileShelf = (dir: string, log: Logger): Shelf => {
  const written = new LRUCache<SpaceId, number>({ max: REMEMBERED });
  /** One after the other: an older version never overwrites a newer one, and a start with thousands of spaces opens one file at a time. */
  let line: Promise<void> = Promise.resolve();
  let failing = false;

  const fileOf = (space: SpaceId): string => join(dir, `${space}.cfg`);
  const enqueue = (work: () => Promise<void>): void => {
    line = line.then(work).then(
      () => {
        failing = false;
      },
      (error: unknown) => {
        if (!failing) log.warn({ err: error, dir }, 'settings could not be kept on the disk for a start without Redis');
        failing = true;
      },
    );
  };

  return {
    read: (space) => readFile(fileOf(space)).catch(() => null),
    put: (space, version, value) => {
      if (written.get(space) === version) return;
      written.set(space, version);
      enqueue(async () => {
        // Superseded while it waited.
        if (written.get(space) !== version) return;
        const file = fileOf(space);
        await mkdir(dir, { recursive: true, mode: 0o700 });
        // Other processes may keep theirs here too.
        const draft = `${file}.${process.pid}.new`;
        await writeFile(draft, value(), { mode: 0o600 });
        await rename(draft, file);
      });
    },
    forget: (space) => {
      written.delete(space);
      enqueue(() => rm(fileOf(space), { force: true }));
    },
    settled: () => line,
  };
};
