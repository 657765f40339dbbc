import type { Cancel, Clock } from '../../domain/ports.js';
import { Spread, type PackedSpread } from './spread.js';

/** A day. */
export const KEPT_MINUTES = 1_440;
const MINUTE_MS = 60_000;
/** What is sampled is looked at so often, ms. */
const SAMPLE_MS = 1_000;

/**
 * What this process did, minute by minute, for the last day: in memory, and never more than that. "The last n minutes" are n whole ones and the one that is going on.
 * Names are those of the metrics, or of who follows and samples.
 */
export interface Minutes {
  /** Something took `ms`. */
  observe(name: string, ms: number): void;
  /** Keeps how much a number that only grows has grown in each minute. */
  follow(name: string, read: () => number): void;
  /** Keeps the greatest value of a number in each minute, of one look a second. */
  sample(name: string, read: () => number): void;
  /** How much it grew in the last minutes; 0 when nobody follows it. */
  sum(name: string, minutes: number): number;
  /** What was observed in the last minutes. */
  spread(name: string, minutes: number): Spread;
  /** Minute by minute, the oldest first; null: this process was not there yet. */
  sums(name: string, minutes: number): readonly (number | null)[];
  maxima(name: string, minutes: number): readonly (number | null)[];
  spreads(name: string, minutes: number): readonly (Spread | null)[];
  /** How long this has been going on, ms. */
  readonly ageMs: number;
  close(): void;
}

interface Followed {
  readonly read: () => number;
  /** What it was when the minute began. */
  before: number;
  readonly kept: Float64Array;
}

interface Sampled {
  readonly read: () => number;
  most: number;
  readonly kept: Float64Array;
}

interface Observed {
  current: Spread;
  readonly kept: (PackedSpread | undefined)[];
}

export const createMinutes = (clock: Pick<Clock, 'every' | 'monotonic'>): Minutes => {
  const began = clock.monotonic();
  const followed = new Map<string, Followed>();
  const sampled = new Map<string, Sampled>();
  const observed = new Map<string, Observed>();
  /** Minutes that are over. */
  let over = 0;
  let stopSampling: Cancel | null = null;

  const look = (): void => {
    for (const one of sampled.values()) one.most = Math.max(one.most, one.read());
  };

  const turn = (): void => {
    const at = over % KEPT_MINUTES;
    for (const one of followed.values()) {
      const now = one.read();
      one.kept[at] = now - one.before;
      one.before = now;
    }
    for (const one of sampled.values()) {
      one.kept[at] = one.most;
      one.most = one.read();
    }
    for (const one of observed.values()) {
      one.kept[at] = one.current.pack();
      one.current = new Spread();
    }
    over += 1;
  };
  const stop = clock.every(MINUTE_MS, turn);

  /** Places of the last whole minutes, the oldest first; null for those before the beginning. */
  const places = (minutes: number): readonly (number | null)[] => {
    const wanted = Math.min(minutes, KEPT_MINUTES);
    return Array.from({ length: wanted }, (_, index) => {
      const minute = over - wanted + index;
      return minute < 0 ? null : minute % KEPT_MINUTES;
    });
  };
  const numbers = (kept: Float64Array | undefined, current: number, minutes: number): readonly (number | null)[] => [
    ...places(minutes).map((at) => {
      const value = at === null ? undefined : kept?.[at];
      // A minute before somebody began to follow.
      return value === undefined || Number.isNaN(value) ? null : value;
    }),
    current,
  ];
  const sums: Minutes['sums'] = (name, minutes) => {
    const one = followed.get(name);
    return numbers(one?.kept, one === undefined ? 0 : one.read() - one.before, minutes);
  };

  return {
    observe(name, ms) {
      let one = observed.get(name);
      if (one === undefined) observed.set(name, (one = { current: new Spread(), kept: [] }));
      one.current.add(ms);
    },
    follow(name, read) {
      followed.set(name, { read, before: read(), kept: new Float64Array(KEPT_MINUTES).fill(NaN) });
    },
    sample(name, read) {
      sampled.set(name, { read, most: read(), kept: new Float64Array(KEPT_MINUTES).fill(NaN) });
      stopSampling ??= clock.every(SAMPLE_MS, look);
    },
    sum: (name, minutes) => sums(name, minutes).reduce<number>((sum, value) => sum + (value ?? 0), 0),
    spread(name, minutes) {
      const all = new Spread();
      const one = observed.get(name);
      if (one === undefined) return all;
      for (const at of places(minutes)) {
        const packed = at === null ? undefined : one.kept[at];
        if (packed !== undefined) all.merge(packed);
      }
      all.merge(one.current.pack());
      return all;
    },
    sums,
    maxima(name, minutes) {
      const one = sampled.get(name);
      return numbers(one?.kept, one === undefined ? 0 : Math.max(one.most, one.read()), minutes);
    },
    spreads(name, minutes) {
      const one = observed.get(name);
      const whole = places(minutes).map((at) => {
        if (at === null) return null;
        const spread = new Spread();
        const packed = one?.kept[at];
        if (packed !== undefined) spread.merge(packed);
        return spread;
      });
      return [...whole, one?.current ?? new Spread()];
    },
    get ageMs() {
      return clock.monotonic() - began;
    },
    close() {
      stop();
      stopSampling?.();
    },
  };
};
