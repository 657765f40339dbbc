import { join } from 'node:path';
import type { Logger } from '../../domain/ports.js';
import { writeDurably, type JournalFs } from './fs.js';
import { decodeOwner, encodeOwner, type Processes } from './owner.js';

/**
 * `<root>/<instance>/` belongs to one process: `lock` names it and is touched every LOCK_BEAT_MS. A directory taken over from a dead
 * process is `<root>/<instance>~<new owner's instance>/`: the rename decides who gets it.
 */
export const LOCK = 'lock';
/** What begins so is no instance's. */
const HIDDEN = '.';
const UNNAMED = `${HIDDEN}new-`;
const DISK = `${HIDDEN}disk`;
export const LOCK_BEAT_MS = 2_000;
/** A lock of another host or container that was not touched for this long is dead. */
const LOCK_STALE_MS = 15_000;

/** Makes the directory of a new instance, locked before it has its name: nobody sees it without its lock. */
export const createDirectory = async (fs: JournalFs, root: string, instance: string, processes: Processes): Promise<string> => {
  const dir = join(root, instance);
  const unnamed = join(root, `${UNNAMED}${instance}`);
  await fs.remove(unnamed);
  await fs.makeDir(unnamed);
  await writeDurably(fs, unnamed, LOCK, encodeOwner(processes.self));
  await fs.rename(unnamed, dir);
  await fs.syncDir(root);
  return dir;
};

export interface ClaimOptions {
  readonly fs: JournalFs;
  readonly root: string;
  /** Our own instance. */
  readonly instance: string;
  readonly processes: Processes;
  /** Wall clock, ms. */
  readonly now: number;
  readonly log: Logger;
}

export interface Claimed {
  /** Where they are now. */
  readonly paths: readonly string[];
  /** False when the disk refused some. */
  readonly complete: boolean;
}

/** Takes over the directories of dead processes. Of two that try, one gets it. */
export const claimDead = async (options: ClaimOptions): Promise<Claimed> => {
  const { fs, root, instance, log } = options;
  const claimed: string[] = [];
  let complete = true;
  for (const name of await fs.list(root)) {
    if (name.startsWith(HIDDEN)) continue;
    const [origin = name, holder = origin] = name.split('~');
    if (holder === instance) {
      if (name !== instance) claimed.push(join(root, name));
      continue;
    }
    if (await isAlive(options, holder)) continue;
    const path = join(root, `${origin}~${instance}`);
    try {
      await fs.rename(join(root, name), path);
      claimed.push(path);
    } catch (error) {
      // Not there any more: another process was faster.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) complete = false;
      log.warn({ err: error, directory: name }, 'a journal directory of a dead process could not be taken over');
    }
  }
  return { paths: claimed, complete };
};

const isAlive = async ({ fs, root, processes, now }: ClaimOptions, instance: string): Promise<boolean> => {
  const lock = join(root, instance, LOCK);
  const touched = await fs.touchedAt(lock);
  if (touched === null) return false;
  const owner = decodeOwner(await fs.read(lock).catch(() => Buffer.alloc(0)));
  const known = owner && processes.alive(owner);
  return known ?? now - touched < LOCK_STALE_MS;
};

/** The name of the disk (rather, of the root of its journals), which is `made` when it has none. Rejects as the disk does. */
export const diskOf = async (fs: JournalFs, root: string, made: string): Promise<string> => {
  if ((await fs.touchedAt(join(root, DISK))) === null)
    await writeDurably(fs, root, DISK, Buffer.from(made)).catch((error: unknown) => {
      // Another process was faster.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    });
  return (await fs.read(join(root, DISK))).toString();
};

/** The instances of which there is a directory, whoever has it. */
export const instancesIn = async (fs: JournalFs, root: string): Promise<ReadonlySet<string>> => {
  const names = (await fs.list(root)).filter((name) => !name.startsWith(HIDDEN));
  return new Set(names.map((name) => name.split('~')[0] ?? name));
};
