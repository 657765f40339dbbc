import type { Worker } from 'node:worker_threads';
import type { Logger } from '../../domain/ports.js';
import type { DaySeries } from '../forecast/series.js';
import type { Network } from '../network/network.js';
import { startThread } from '../../threads/start.js';
import { Message, type Order } from './messages.js';

/** Days of members who agreed, and of nobody else; some members at a time, so that those of a large server need not be in memory here. */
export type Histories = AsyncIterable<readonly DaySeries[]> | Iterable<readonly DaySeries[]>;

export interface TrainOptions {
  readonly histories: Histories;
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

/** As much memory as a training may take, MB, besides the days. */
const MEMORY_MB = 512;

/** Copies the days, since what is sent is no longer here. */
const send = (worker: Worker, page: readonly DaySeries[]): void => {
  const series = page.map(({ first, hours, aside }) => ({
    first,
    hours: Float64Array.from(hours),
    aside: Uint8Array.from(aside),
  }));
  const order: Order = { kind: 'days', series };
  worker.postMessage(
    order,
    series.flatMap(({ hours, aside }) => [hours.buffer, aside.buffer]),
  );
};

interface Heard {
  readonly networks: readonly Network[];
  readonly backend: () => string;
  readonly done: Promise<void>;
  readonly unlisten: () => void;
}

/** `done` resolves when the thread is done, and rejects when it fails or is stopped. */
const listen = (worker: Worker, { log, signal }: TrainOptions): Heard => {
  const networks: Network[] = [];
  let backend = 'cpu';
  let stopped = (): void => undefined;
  const done = new Promise<void>((resolve, reject) => {
    stopped = () => reject(signal?.reason instanceof Error ? signal.reason : new Error('training was stopped'));
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
  // It may fail while the days are still being read: whoever waits for it hears of that afterwards.
  done.catch(() => undefined);
  return { networks, backend: () => backend, done, unlisten: () => signal?.removeEventListener('abort', stopped) };
};

/**
 * Trains networks in a thread of its own, which loads TensorFlow.js and ends afterwards, so that neither clicks nor memory pay for it in between.
 * Rejects with what went wrong there or in reading the histories, or with the signal's reason.
 */
export const trainNetworks = async (options: TrainOptions): Promise<Trained> => {
  const { histories, untils, seed, signal } = options;
  signal?.throwIfAborted();
  const worker = startThread(new URL('./worker.js', import.meta.url), {
    name: 'training',
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  const heard = listen(worker, options);
  try {
    for await (const page of histories) {
      signal?.throwIfAborted();
      send(worker, page);
    }
    const order: Order = { kind: 'train', untils: [...untils], seed };
    worker.postMessage(order);
    await heard.done;
  } finally {
    heard.unlisten();
    await worker.terminate();
  }
  return { networks: heard.networks, backend: heard.backend() };
};
