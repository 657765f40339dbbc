import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread of the file, which ends in `.js` as in the build. Run from its sources, the thread has to be told first how to read them.
 * @param file absolute, such as `new URL('./worker.js', import.meta.url)`
 */
export const startThread = (file: URL, options: WorkerOptions): Worker => {
  if (!import.meta.url.endsWith('.ts')) return new Worker(file, options);
  const source = JSON.stringify(file.href.replace(/js$/, 'ts'));
  return new Worker(`import('tsx/esm/api').then(({ register }) => (register(), import(${source})));`, { ...options, eval: true });
};
