import { setBackend } from '@tensorflow/tfjs-core';

/** By name, so that neither compiler nor installer asks for it. */
const NATIVE = '@tensorflow/tfjs-node';

/** Is a package simply not installed? */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND');

/**
 * Sets TensorFlow's native library where an operator has installed it, else the one in JavaScript, and says which: `tensorflow` or `cpu`. `warn` hears
 * why a native one that is there cannot be used.
 */
export const chooseBackend = async (
  warn: (why: string) => void,
  load: (name: string) => Promise<unknown> = (name) => import(name),
): Promise<'tensorflow' | 'cpu'> => {
  try {
    await load(NATIVE);
    if (await setBackend('tensorflow')) return 'tensorflow';
    warn(`${NATIVE} is installed, but brought no backend`);
  } catch (error) {
    if (!isMissing(error))
      warn(`${NATIVE} is installed and cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  await import('@tensorflow/tfjs-backend-cpu');
  await setBackend('cpu');
  return 'cpu';
};
