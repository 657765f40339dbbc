import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../domain/ports.js';
import { FEATURES_VERSION } from '../network/features.js';
import { Network } from '../network/network.js';

/** Networks that are kept of a space: older ones are what a back-test of the weeks before goes by. */
export const KEPT = 6;

/** The networks of spaces on the local disk. They are a cache: whatever is lost is trained again. */
export interface NetworkStore {
  /** Newest first. Files that are damaged or of another version are left out, and told of. */
  readonly read: (space: string) => Promise<readonly Network[]>;
  /** Keeps a network, and the KEPT newest of its space. */
  readonly write: (space: string, network: Network) => Promise<void>;
  /** Forgets what was learned from a space, for erasure. */
  readonly forget: (space: string) => Promise<void>;
}

/** @param directory of its own, made when it is needed; each version of the inputs has a folder in it, so an update begins anew */
export const createNetworkStore = (directory: string, log: Pick<Logger, 'warn'>): NetworkStore => {
  const folderOf = (space: string): string => {
    if (!/^[gu]\d{1,20}$/.test(space)) throw new RangeError(`"${space}" is no space`);
    return join(directory, `v${FEATURES_VERSION}`, space);
  };
  const filesOf = async (space: string): Promise<readonly string[]> => {
    try {
      const names = await readdir(folderOf(space));
      const numbered = names.flatMap((name) => (/^(\d+)\.json$/.exec(name)?.[1] === undefined ? [] : [Number.parseInt(name)]));
      return numbered.sort((a, b) => b - a).map((until) => join(folderOf(space), `${until}.json`));
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
      throw error;
    }
  };
  const readOne = async (file: string): Promise<readonly Network[]> => {
    try {
      return [Network.parse(JSON.parse(await readFile(file, 'utf8')))];
    } catch (error) {
      log.warn({ file, error: error instanceof Error ? error.message : String(error) }, 'a stored network cannot be used');
      return [];
    }
  };
  return {
    read: async (space) => (await Promise.all((await filesOf(space)).map(readOne))).flat(),
    write: async (space, network) => {
      const folder = folderOf(space);
      await mkdir(folder, { recursive: true });
      const file = join(folder, `${network.until}.json`);
      // Whole or not at all: a process may end in between.
      await writeFile(`${file}.new`, JSON.stringify(network));
      await rename(`${file}.new`, file);
      for (const old of (await filesOf(space)).slice(KEPT)) await rm(old, { force: true });
    },
    forget: (space) => rm(folderOf(space), { recursive: true, force: true }),
  };
};
