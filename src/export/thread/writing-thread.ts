import type { Cancel, Clock, Logger } from '../../domain/ports.js';
import { startThread } from '../../threads/start.js';
import type { WorkThread } from '../../threads/thread-work.js';
import type { Answer, Order } from './messages.js';

export type Thread = WorkThread<Order, Answer>;

/** A thread that says nothing for so long stands still, ms, and is ended: it tells of each few hundred entries. */
export const STILL_MS = 120_000;
/** A thread that had nothing to write for so long is ended, ms: it holds memory. */
export const IDLE_MS = 300_000;

export interface WritingThreadDeps {
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Logger;
  readonly startThread?: (() => Thread) | undefined;
}

export interface WritingThread {
  /** Bytes of the file that was written. One order at a time. Rejects when there is none, with the reason; what is left of a file is for the caller. */
  write(order: Omit<Order, 'n'>, onRows: (rows: number) => void): Promise<number>;
  /** Ends the thread; an order under way rejects. The next order starts another thread. */
  end(reason: string): Promise<void>;
}

interface Current {
  readonly n: number;
  readonly onRows: (rows: number) => void;
  readonly settle: (outcome: { readonly size: number } | { readonly reason: string }) => void;
}

/** The thread that writes files. It is started with the first order. */
export const writingThread = ({ clock, log, startThread: start = ownThread }: WritingThreadDeps): WritingThread => {
  let thread: Thread | null = null;
  let current: Current | null = null;
  let count = 0;
  let stopWaiting: Cancel = () => undefined;

  const wait = (ms: number, reason: string): void => {
    stopWaiting();
    stopWaiting = clock.after(ms, () => void end(reason));
  };
  const settle: Current['settle'] = (outcome) => {
    const settled = current;
    current = null;
    settled?.settle(outcome);
  };
  const end = async (reason: string): Promise<void> => {
    const old = thread;
    thread = null;
    stopWaiting();
    // First it writes no more, and then whoever waits hears of it and removes what there is.
    await old?.terminate();
    settle({ reason });
  };

  const hear = (answer: Answer): void => {
    if (answer.n !== current?.n) return;
    if (answer.kind === 'rows') {
      current.onRows(answer.rows);
      wait(STILL_MS, 'the thread stood still');
    } else {
      wait(IDLE_MS, 'nothing was to be written for a while');
      settle(answer.kind === 'done' ? { size: answer.size } : { reason: answer.reason });
    }
  };

  const begin = (): Thread => {
    const started = start();
    started.unref();
    started.on('message', hear);
    const gone = (reason: string): void => {
      if (thread !== started) return;
      log.error({ reason }, 'the thread that writes exports ended; the next export starts another one');
      void end(reason);
    };
    started.on('error', (error) => gone(error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => gone(`exit code ${code}`));
    return started;
  };

  return {
    write: (order, onRows) =>
      new Promise((resolve, reject) => {
        thread ??= begin();
        const n = ++count;
        const outcome: Current['settle'] = (of) => ('size' in of ? resolve(of.size) : reject(new Error(of.reason)));
        current = { n, onRows, settle: outcome };
        wait(STILL_MS, 'the thread stood still');
        thread.postMessage({ n, ...order });
      }),
    end,
  };
};

/** MiB: what an export needs does not grow with the number of its entries, apart from some hundred bytes for each. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 6 };

const ownThread = (): Thread => startThread(new URL('./worker.js', import.meta.url), { name: 'exports', resourceLimits: LIMITS });
