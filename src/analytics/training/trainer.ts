import { Worker, type WorkerOptions } from 'node:worker_threads';
import type { Logger } from '../../domain/ports.js';
import type { DaySeries } from '../forecast/series.js';
import type { Network } from '../network/network.js';
import { Message, type Task } from './messages.js';

export interface TrainOptions {
  /** Of members who agreed, and of nobody else. */
  readonly series: readonly DaySeries[];
  /** One network for each: numbers of the first days that are not to be learned from. */
  readonly untils: readonly number[];
  readonly seed: number;
  readonly log: Pick<Logger, 'warn'>;
  /** Ends the training. */
  readonly signal?: AbortSignal;
}

export interface Trained {
  /** Where there was enough to learn from, in the order of `untils`. */
  readonly networks: readonly Network[];
  /** `cpu`, or `tensorflow`. */
  readonly backend: string;
}

/** As much memory as a training may take, MB. */
const MEMORY_MB = 512;

/** Starts the thread. Run from its sources, it has to be told first how to read them. */
const startThread = (options: WorkerOptions): Worker => {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options);
  const file = new URL('./worker.ts', import.meta.url).href;
  const code = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file)}); });`;
  return new Worker(code, { ...options, eval: true });
};

/**
 * Trains networks in a thread of its own, which loads TensorFlow.js and ends afterwards, so that neither clicks nor memory pay for it in between.
 * Rejects with what went wrong there, or with the signal's reason.
 */
export const trainNetworks = async ({ series, untils, seed, log, signal }: TrainOptions): Promise<Trained> => {
  signal?.throwIfAborted();
  const task: Task = {
    series: series.map(({ first, hours, aside }) => ({ first, hours: Float64Array.from(hours), aside: Uint8Array.from(aside) })),
    untils: [...untils],
    seed,
  };
  const worker = startThread({ workerData: task, resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB } });
  const networks: Network[] = [];
  let backend = 'cpu';
  try {
    await new Promise<void>((resolve, reject) => {
      const stopped = (): void => reject(signal?.reason instanceof Error ? signal.reason : new Error('training was stopped'));
      signal?.addEventListener('abort', stopped, { once: true });
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the training thread ended early (${code})`)));
      worker.on('message', (raw) => {
        const { success, data: message, error } = Message.safeParse(raw);
        if (!success) reject(error);
        else if (message.kind === 'done') resolve();
        else if (message.kind === 'backend') backend = message.backend;
        else if (message.kind === 'warning') log.warn({}, message.text);
        else if (message.network !== null) networks.push(message.network);
      });
    });
  } finally {
    await worker.terminate();
  }
  return { networks, backend };
};
