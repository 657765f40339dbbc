import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Files of another process are taken for left behind after this, ms, even where a process has its number. */
const OLD_MS = 86_400_000;

/** Whose files lie in `DATA_DIR/exports`; processes of one installation share it. */
export interface Process {
  readonly pid: number;
  /** Is there a process of this number? */
  readonly isAlive: (pid: number) => boolean;
}

/**
 * Makes the folder for the files of this process, and removes what earlier processes have left in theirs.
 * @param now ms
 * @returns its path
 */
export const prepareFolder = async (dir: string, { pid, isAlive }: Process, now: number): Promise<string> => {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  for (const name of await readdir(dir)) {
    const path = join(dir, name);
    const owner = Number(name);
    // A process that has our number was there before us.
    const isOther = Number.isInteger(owner) && owner !== pid && isAlive(owner);
    if (!isOther || now - (await changedAt(path)) > OLD_MS) await rm(path, { recursive: true, force: true });
  }
  const own = join(dir, String(pid));
  await mkdir(own, { mode: 0o700 });
  return own;
};

/** ms; another process may have removed it meanwhile. */
const changedAt = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
};
