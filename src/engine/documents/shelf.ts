import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import type { Place } from './port.js';

/** A space and everything in it, or one member of it. */
export interface Owner {
  readonly space: SpaceId;
  readonly user: UserId | null;
}

/**
 * The documents that were read last, on the local disk: for a start while Redis is away, when otherwise no category could be known and no
 * clock-in be taken. Only a memory: it may be behind, and losing it costs nothing else.
 */
export interface Shelf {
  /** What was put there last; null when nothing was, or it cannot be read. */
  read(file: string): Promise<Buffer | null>;
  /** Nobody waits for it. The same version is written once. */
  put(file: string, version: number, value: () => Buffer): void;
  /** Takes off everything that belongs to one of these. */
  forget(owners: readonly Owner[]): void;
  /** Resolves when all that was put is written. */
  settled(): Promise<void>;
}

/** Of a document: `<space>.<ending>`, `<space>.<user>.<ending>`, or `installation.<ending>`. */
export const shelfFile = ({ space, user }: Place, ending: string): string =>
  [space ?? 'installation', ...(user === null ? [] : [user]), ending].join('.');

export const noShelf: Shelf = {
  read: () => Promise.resolve(null),
  put: () => undefined,
  forget: () => undefined,
  settled: () => Promise.resolve(),
};

/** Documents whose written version is remembered. */
const REMEMBERED = 20_000;

/** @param dir one file for each document; made when it is needed */
export const fileShelf = (dir: string, log: Logger): Shelf => {
  const written = new LRUCache<string, number>({ max: REMEMBERED });
  /** One after the other: an older version never overwrites a newer one, and a start with thousands of spaces opens one file at a time. */
  let line: Promise<void> = Promise.resolve();
  let failing = false;
  /** Owners that the next look into the folder is for: a restore lets go of thousands of spaces at once. */
  let gone: Set<string> | null = null;

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
    read: (file) => readFile(join(dir, file)).catch(() => null),
    put: (file, version, value) => {
      if (written.get(file) === version) return;
      written.set(file, version);
      enqueue(async () => {
        // Superseded while it waited.
        if (written.get(file) !== version) return;
        await mkdir(dir, { recursive: true, mode: 0o700 });
        // Other processes may keep theirs here too.
        const draft = join(dir, `${file}.${process.pid}.new`);
        await writeFile(draft, value(), { mode: 0o600 });
        await rename(draft, join(dir, file));
      });
    },
    forget: (owners) => {
      const names = owners.map(({ space, user }) => (user === null ? space : `${space}.${user}`));
      const added = new Set(names);
      // What waits to be written is superseded by this, wherever it stands in the line.
      for (const file of written.keys()) if (belongsTo(added, file)) written.delete(file);
      if (gone !== null) {
        for (const name of names) gone.add(name);
        return;
      }
      gone = added;
      enqueue(async () => {
        gone = null;
        const files = await readdir(dir).catch(() => []);
        for (const file of files) if (belongsTo(added, file)) await rm(join(dir, file), { force: true });
      });
    },
    settled: () => line,
  };
};

const belongsTo = (owners: ReadonlySet<string>, file: string): boolean => {
  const [space = '', second = ''] = file.split('.');
  return owners.has(space) || owners.has(`${space}.${second}`);
};
