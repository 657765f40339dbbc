import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Logger } from '../../domain/ports.js';
import { FEATURES_VERSION } from '../network/features.js';
import { Network } from '../network/network.js';

/** Networks that are kept of a space: older ones are what a back-test of the weeks before goes by. */
export const KEPT = 6;

const Stored = z.object({
  /** When the reading of the days that it was trained on began, ms. */
  trainedAt: z.int(),
  /** How many members had agreed then; those with few days taught nothing (`network.members`). */
  agreed: z.int().nonnegative(),
  network: Network,
});
/** A network as it is kept. */
export type StoredNetwork = z.infer<typeof Stored>;

/** The networks of spaces on the local disk. They are a cache: whatever is lost is trained again. */
export interface NetworkStore {
  /** Those that were trained after `after` (ms), newest first. Files that are damaged or of another version are left out, and told of. */
  readonly read: (space: string, after?: number) => Promise<readonly StoredNetwork[]>;
  /** Keeps a network, and the KEPT newest of its space. */
  readonly write: (space: string, stored: StoredNetwork) => Promise<void>;
  /** Forgets those that were trained at `until` (ms) or before; all of the space unless told. */
  readonly forget: (space: string, until?: number) => Promise<void>;
  /** The spaces that have any. */
  readonly spaces: () => Promise<readonly string[]>;
}

const SPACE = /^[gu]\d{1,20}$/;

/** @param directory of its own, made when it is needed; each version of the inputs has a folder in it, so an update begins anew */
export const createNetworkStore = (directory: string, log: Pick<Logger, 'warn'>): NetworkStore => {
  const root = join(directory, `v${FEATURES_VERSION}`);
  const folderOf = (space: string): string => {
    if (!SPACE.test(space)) throw new RangeError(`"${space}" is no space`);
    return join(root, space);
  };
  const namesIn = async (folder: string): Promise<readonly string[]> => {
    try {
      return await readdir(folder);
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  };
  const filesOf = async (space: string): Promise<readonly string[]> => {
    const numbered = (await namesIn(folderOf(space))).flatMap((name) =>
      /^(\d+)\.json$/.exec(name)?.[1] === undefined ? [] : [Number.parseInt(name)],
    );
    return numbered.sort((a, b) => b - a).map((until) => join(folderOf(space), `${until}.json`));
  };
  const readOne = async (file: string): Promise<{ readonly file: string; readonly stored: StoredNetwork | null }> => {
    try {
      return { file, stored: Stored.parse(JSON.parse(await readFile(file, 'utf8'))) };
    } catch (error) {
      log.warn({ file, error: error instanceof Error ? error.message : String(error) }, 'a stored network cannot be used');
      return { file, stored: null };
    }
  };
  const readAll = async (space: string) => Promise.all((await filesOf(space)).map(readOne));
  return {
    read: async (space, after = -Infinity) =>
      (await readAll(space)).flatMap(({ stored }) => (stored === null || stored.trainedAt <= after ? [] : [stored])),
    write: async (space, stored) => {
      const folder = folderOf(space);
      await mkdir(folder, { recursive: true });
      const file = join(folder, `${stored.network.until}.json`);
      // Whole or not at all: a process may end in between.
      await writeFile(`${file}.new`, JSON.stringify(stored));
      await rename(`${file}.new`, file);
      for (const old of (await filesOf(space)).slice(KEPT)) await rm(old, { force: true });
    },
    forget: async (space, until = Infinity) => {
      if (until === Infinity) return rm(folderOf(space), { recursive: true, force: true });
      // What cannot be read may have been trained at any time.
      for (const { file, stored } of await readAll(space))
        if (stored === null || stored.trainedAt <= until) await rm(file, { force: true });
    },
    spaces: async () => (await namesIn(root)).filter((name) => SPACE.test(name)),
  };
};
