import { join } from 'node:path';
import { StoreUnavailable, type Store } from '../../engine/store.js';
import { createExports, type ExportsDeps } from '../../export/thread/index.js';
import { exportSource } from './source.js';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Where files of exports lie; processes of one data folder share it. */
export const exportsDir = (dataDir: string): string => join(dataDir, 'exports');

/** Exports of what the store holds, by way of files in the data folder. */
export const exportsOf = (
  dataDir: string,
  store: Pick<Store, 'entries' | 'days' | 'history'>,
  tell: Pick<ExportsDeps, 'clock' | 'ids' | 'log' | 'metrics'>,
): ReturnType<typeof createExports> =>
  createExports({
    ...tell,
    source: exportSource(store),
    isUnavailable: (error) => error instanceof StoreUnavailable,
    dir: exportsDir(dataDir),
    process: { pid: process.pid, isAlive },
  });
