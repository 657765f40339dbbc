import type { Cancel, Clock, Logger } from '../domain/ports.js';

/** What goes to a thread and comes back from it, by a number that both have. */
export type Numbered<T> = T & { readonly n: number };

/** As much of a worker thread as is needed here. */
export interface WorkThread<Order, Answer> {
  postMessage(order: Numbered<Order>): void;
  on(event: 'message', listener: (answer: Numbered<Answer>) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  /** It may not keep the process alive. */
  unref(): void;
  terminate(): Promise<unknown>;
}

export interface ThreadWorkOptions<Order, Answer> {
  /** What the thread is called in the log. */
  readonly name: string;
  readonly startThread: () => WorkThread<Order, Answer>;
  /** An order that takes longer than this is given up, with its thread, ms. */
  readonly withinMs: number;
  /** A thread that got no order for so long is ended, ms. */
  readonly idleMs: number;
  /** Orders that may wait at the same time; one more is refused. */
  readonly waitingMax: number;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Work that is done in a thread of its own, so that no click waits for it. */
export interface ThreadWork<Order, Answer> {
  /** Null: refused, or given up; why is in the log. Never rejects. */
  ask(order: Order): Promise<Answer | null>;
  close(): Promise<void>;
}

interface Waiting<Answer> {
  readonly done: (answer: Answer | null) => void;
  readonly cancel: Cancel;
}

/**
 * Keeps a thread for work of one kind. It is started with the first order and ended when there was none for long; when it ends or stands still, its orders
 * are given up, and the next one starts another thread.
 */
export const createThreadWork = <Order extends object, Answer extends object>(
  options: ThreadWorkOptions<Order, Answer>,
): ThreadWork<Order, Answer> => {
  const { clock, name } = options;
  const log = options.log.child({ thread: name });
  const waiting = new Map<number, Waiting<Answer>>();
  let thread: WorkThread<Order, Answer> | null = null;
  let count = 0;
  let cancelIdle: Cancel = () => undefined;
  let isClosed = false;

  const settle = (n: number, answer: Answer | null): void => {
    const one = waiting.get(n);
    waiting.delete(n);
    one?.cancel();
    one?.done(answer);
  };

  /** Ends the thread, and gives up what it was to do. */
  const end = async (): Promise<void> => {
    const old = thread;
    thread = null;
    cancelIdle();
    for (const n of [...waiting.keys()]) settle(n, null);
    await old?.terminate();
  };

  const begin = (): WorkThread<Order, Answer> => {
    const started = options.startThread();
    started.unref();
    started.on('message', (answer) => settle(answer.n, answer));
    const gone = (reason: string): void => {
      if (thread !== started) return;
      log.error({ reason }, 'a thread ended early; what comes next starts another one');
      void end();
    };
    started.on('error', (error) => gone(error instanceof Error ? error.message : String(error)));
    started.on('exit', (code) => gone(`exit code ${code}`));
    return started;
  };

  const order = (what: Order): Promise<Answer | null> =>
    new Promise((resolve) => {
      thread ??= begin();
      const n = ++count;
      const late = (): void => {
        log.error({ ms: options.withinMs }, 'an order took too long; its thread is ended');
        void end();
      };
      // It throws for what cannot be copied to another thread: then nothing waits.
      thread.postMessage({ ...what, n });
      waiting.set(n, { done: resolve, cancel: clock.after(options.withinMs, late) });
      cancelIdle();
      cancelIdle = clock.after(options.idleMs, () => void end());
    });

  return {
    async ask(what) {
      if (isClosed) return null;
      if (waiting.size >= options.waitingMax) {
        log.warn({ waiting: waiting.size }, 'too much waits for a thread; an order is refused');
        return null;
      }
      try {
        return await order(what);
      } catch (error) {
        log.error({ err: error }, 'an order did not reach its thread');
        return null;
      }
    },
    async close() {
      isClosed = true;
      await end();
    },
  };
};
