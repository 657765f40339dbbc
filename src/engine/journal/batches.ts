import { RowWriter } from '../fast/row-writer.js';
import type { Segment } from './segments.js';

/** Waits for a change to be on the disk: hears one of the two, once, never before `take` returns, and must not throw. */
export interface JournalWaiter {
  journaled(): void;
  /** With JournalFailed when that is not certain. */
  unjournaled(reason: unknown): void;
}

/** A change that is not settled. */
export interface Unsettled {
  readonly seq: number;
  /** When it was journaled, ms. */
  readonly at: number;
  /** Null until it is on the disk. */
  segment: Segment | null;
}

/** What goes to the disk with one write. */
export interface Batch {
  readonly frames: RowWriter;
  readonly changes: Unsettled[];
  /** Changes that are settled in it. */
  readonly settles: number[];
  readonly waiters: JournalWaiter[];
  /** On the disk, all of it; one promise for all that wait. */
  readonly durable: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** What waits to be written, in order: what comes while a write runs shares the next one. */
export class Batches {
  /** A batch takes no more from here on, bytes. A record hardly ever comes near it, so one may go beyond. */
  private readonly limit: number;
  private queue: Batch[] = [];
  /** A writer that is not in use. */
  private spare: RowWriter | null = null;

  constructor(limit: number) {
    this.limit = limit;
  }

  get waiting(): boolean {
    return this.queue.length > 0;
  }

  /** The batch that takes one more. */
  open(): Batch {
    const last = this.queue.at(-1);
    if (last && last.frames.at < this.limit) return last;
    const batch = this.empty();
    this.queue.push(batch);
    return batch;
  }

  /** The oldest, which takes no more; one without frames when none waits. */
  next(): Batch {
    return this.queue.shift() ?? this.empty();
  }

  /** All that wait, which are not written. */
  drop(): Batch[] {
    return this.queue.splice(0);
  }

  /** Its memory may be written over. */
  reuse({ frames }: Batch): void {
    this.spare = frames;
  }

  private empty(): Batch {
    const frames = this.spare ?? new RowWriter();
    this.spare = null;
    frames.reset();
    const batch: Batch = { frames, changes: [], settles: [], waiters: [], ...deferred() };
    batch.durable.then(
      () => {
        for (const waiter of batch.waiters) waiter.journaled();
      },
      (error: unknown) => {
        for (const waiter of batch.waiters) waiter.unjournaled(error);
      },
    );
    return batch;
  }
}

/** A promise and its ends. Nobody has to hear of its rejection. */
export const deferred = (): Pick<Batch, 'durable' | 'resolve' | 'reject'> => {
  let [resolve, reject]: [Batch['resolve'], Batch['reject']] = [() => undefined, () => undefined];
  const durable = new Promise<void>((...both) => {
    [resolve, reject] = both;
  });
  durable.catch(() => undefined);
  return { durable, resolve, reject };
};
