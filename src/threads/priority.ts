import { getPriority, setPriority } from 'node:os';

/**
 * Lets this thread run only when the threads that answer clicks leave a core free. Linux keeps a priority for each thread; elsewhere it is one of the whole
 * process, and stays as it is.
 * @param priority as of `nice`: 0 (usual) to 19
 */
export const stepBack = (priority: number): void => {
  if (process.platform === 'linux') setPriority(Math.max(getPriority(), priority));
};
