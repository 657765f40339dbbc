import { PerformanceObserver } from 'node:perf_hooks';
import { z } from 'zod';

/** From when to when, ms of `performance.now()`. */
export type Span = readonly [from: number, to: number];

/** What the slowest hundredth of the operations met while it was under way, shares of it; and what there was in all, ms. */
export const Slowest = z.object({
  /** A collection of garbage of more than a millisecond, as V8 tells them: without the steps of marking and its threads. */
  duringCollection: z.number(),
  /** The main thread did not come round for more than 3 ms, whatever the reason. */
  duringStall: z.number(),
  collections: z.object({ count: z.number(), sum: z.number(), max: z.number() }),
  stalls: z.object({ count: z.number(), sum: z.number(), max: z.number() }),
});
export type Slowest = z.output<typeof Slowest>;

const [COLLECTION_MS, STALL_MS] = [1, 3];

const lengths = (spans: readonly Span[]): Slowest['stalls'] => {
  const ms = spans.map(([from, to]) => to - from);
  return { count: ms.length, sum: ms.reduce((sum, each) => sum + each, 0), max: Math.max(0, ...ms) };
};

/** @param operations from when they were due to when they were done */
export const slowest = (operations: readonly Span[], collections: readonly Span[], stalls: readonly Span[]): Slowest => {
  const count = Math.max(1, Math.floor(operations.length / 100));
  const slow = operations.toSorted(([a, b], [c, d]) => d - c - (b - a)).slice(0, count);
  const met = (spans: readonly Span[]): number =>
    slow.filter(([from, to]) => spans.some(([began, ended]) => began < to && ended > from)).length / count;
  const long = collections.filter(([from, to]) => to - from > COLLECTION_MS);
  return {
    duringCollection: met(long),
    duringStall: met(stalls),
    collections: lengths(collections),
    stalls: lengths(stalls),
  };
};

/** Notes collections and stalls of this process from now on. */
export class StallWatch {
  readonly #collections: Span[] = [];
  readonly #stalls: Span[] = [];
  readonly #began = performance.now();
  readonly #observer = new PerformanceObserver((list) => this.#note(list.getEntries()));
  #last = performance.now();

  constructor() {
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** To be called every millisecond. */
  tick(): void {
    const now = performance.now();
    if (now - this.#last > STALL_MS) this.#stalls.push([this.#last, now]);
    this.#last = now;
  }

  stop(operations: readonly Span[]): Slowest {
    this.#note(this.#observer.takeRecords());
    this.#observer.disconnect();
    return slowest(operations, this.#collections, this.#stalls);
  }

  #note(entries: readonly { readonly startTime: number; readonly duration: number }[]): void {
    for (const { startTime, duration } of entries)
      if (startTime >= this.#began) this.#collections.push([startTime, startTime + duration]);
  }
}
