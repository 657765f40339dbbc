import type { Clock, Logger } from '../../domain/ports.js';
import { startThread } from '../../threads/start.js';
import { createThreadWork, type ThreadWork, type WorkThread } from '../../threads/thread-work.js';
import type { Answer, Order } from './messages.js';

export type ReadingThread = WorkThread<Order, Answer>;

/** A file that takes longer to read is given up, with its thread, ms. */
const WITHIN_MS = 90_000;
/** A thread that got no file for so long is ended, ms: it holds memory. Longer than one may take. */
const IDLE_MS = 180_000;
const WAITING_MAX = 20;
/** MiB: what a file needs that is as large as it may be, and not what a file of bad will would like. */
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32 };

/** Reads files in a thread of their own, so that no click waits for one. */
export const readingThread = (deps: {
  readonly clock: Clock;
  readonly log: Logger;
  readonly startThread?: (() => ReadingThread) | undefined;
}): ThreadWork<Order, Answer> =>
  createThreadWork<Order, Answer>({
    ...{ name: 'imports', withinMs: WITHIN_MS, idleMs: IDLE_MS, waitingMax: WAITING_MAX, clock: deps.clock, log: deps.log },
    startThread: deps.startThread ?? ownThread,
  });

const ownThread = (): ReadingThread =>
  startThread(new URL('./worker.js', import.meta.url), { name: 'imports', resourceLimits: LIMITS });
