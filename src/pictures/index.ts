import { Worker } from 'node:worker_threads';
import { pictureProblem, type PictureSpec } from '../domain/picture.js';
import type { Cancel, Clock, Logger, Metrics, Pictures } from '../domain/ports.js';
import { keptPictures, keyOf } from './kept.js';
import type { Drawn, Order } from './messages.js';

/** As much of a worker thread as is needed here. */
export interface DrawingThread {
  postMessage(order: Order): void;
  on(event: 'message', listener: (drawn: Drawn) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  /** It may not keep the process alive. */
  unref(): void;
  terminate(): Promise<unknown>;
}

export interface PicturesDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Ours unless told. */
  readonly startThread?: () => DrawingThread;
}

/** A picture that takes longer than this is given up, with its thread, ms: people wait for it. */
export const DRAWN_WITHIN_MS = 8_000;
/** A thread that drew nothing for so long is ended, ms: it holds about 60 MiB. What it drew is forgotten then too. */
export const IDLE_MS = 600_000;
/** Pictures that may wait at the same time; one more is refused. */
export const WAITING_MAX = 20;

interface Waiting {
  readonly began: number;
  readonly done: (png: Uint8Array | null) => void;
  readonly cancel: Cancel;
}

/**
 * Draws pictures in a thread of their own, so that no click waits for one. The thread is started with the first picture; when it ends or stands still, its pictures
 * are given up, and the next one starts another. A picture that is asked for again is not drawn again.
 */
export const createPictures = (deps: PicturesDeps): Pictures & { close(): Promise<void> } => {
  const { clock, log, metrics, startThread = ownThread } = deps;
  const waiting = new Map<number, Waiting>();
  const kept = keptPictures();
  /** Those that are being drawn, so that two who ask at the same time wait for one. */
  const coming = new Map<string, Promise<Uint8Array | null>>();
  let thread: DrawingThread | null = null;
  let count = 0;
  let cancelIdle: Cancel = () => undefined;
  let isClosed = false;

  const settle = (n: number, png: Uint8Array | null): void => {
    const one = waiting.get(n);
    if (one === undefined) return;
    waiting.delete(n);
    one.cancel();
    metrics.count('pictures', { outcome: png === null ? 'failed' : 'drawn' });
    if (png !== null) metrics.observe('picture_ms', clock.monotonic() - one.began);
    one.done(png);
  };

  /** Ends the thread, and gives up what it was to draw. */
  const end = async (): Promise<void> => {
    const old = thread;
    thread = null;
    cancelIdle();
    for (const n of [...waiting.keys()]) settle(n, null);
    await old?.terminate();
  };

  const begin = (): DrawingThread => {
    const started = startThread();
    started.unref();
    started.on('message', (drawn) => {
      if ('reason' in drawn) log.error({ reason: drawn.reason }, 'a picture could not be drawn');
      settle(drawn.n, 'png' in drawn ? drawn.png : null);
    });
    const gone = (reason: string): void => {
      if (thread !== started) return;
      log.error({ reason }, 'the thread that draws pictures ended; the next picture starts another one');
      void end();
    };
    started.on('error', (error) => gone(error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => gone(`exit code ${code}`));
    return started;
  };

  const order = (spec: PictureSpec): Promise<Uint8Array | null> =>
    new Promise((resolve) => {
      thread ??= begin();
      const n = ++count;
      const late = (): void => {
        log.error({ ms: DRAWN_WITHIN_MS }, 'a picture took too long; its thread is ended');
        void end();
      };
      waiting.set(n, { began: clock.monotonic(), done: resolve, cancel: clock.after(DRAWN_WITHIN_MS, late) });
      cancelIdle();
      cancelIdle = clock.after(IDLE_MS, () => {
        kept.clear();
        void end();
      });
      thread.postMessage({ n, spec });
    });

  const drawn = async (spec: PictureSpec): Promise<Uint8Array | null> => {
    try {
      return await order(spec);
    } catch (error) {
      log.error({ err: error }, 'the thread that draws pictures could not be started');
      return null;
    }
  };

  return {
    async draw(spec) {
      const problem = pictureProblem(spec);
      if (problem !== null) log.error({ problem }, 'this picture cannot be drawn');
      if (problem !== null || isClosed) return null;
      const key = keyOf(spec);
      const before = kept.get(key) ?? coming.get(key);
      if (before !== undefined) {
        metrics.count('pictures', { outcome: 'kept' });
        return before;
      }
      if (waiting.size >= WAITING_MAX) return null;
      const one = drawn(spec);
      coming.set(key, one);
      const png = await one;
      coming.delete(key);
      if (png !== null) kept.set(key, png);
      return png;
    },
    async close() {
      isClosed = true;
      await end();
    },
  };
};

/** MiB: a picture needs a few, and a mistake in one should not take the memory of the process. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

const OPTIONS = { name: 'pictures', resourceLimits: LIMITS };

const ownThread = (): DrawingThread => {
  const { href } = new URL('./worker.js', import.meta.url);
  if (!import.meta.filename.endsWith('.ts')) return new Worker(new URL(href), OPTIONS);
  // The sources, as tests run them: the thread has to be told who reads them.
  const source = JSON.stringify(href.replace(/js$/, 'ts'));
  return new Worker(`import('tsx/esm/api').then(({ register }) => (register(), import(${source})));`, { ...OPTIONS, eval: true });
};
