import { LRUCache } from 'lru-cache';
import type { SpaceId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';

const HOUR_MINUTES = 60;
const DAY_HOURS = 24;
const MINUTE_MS = 60_000;
/** Spaces that are counted: those that clicked last. Each takes less than a KiB. */
const SPACES = 5_000;

interface Counted {
  /** Of the minute that each place was counted in, so that old counts need nobody to wipe them out. */
  readonly minuteOf: Int32Array;
  readonly minutes: Uint32Array;
  readonly hourOf: Int32Array;
  readonly hours: Uint32Array;
}

/** How often the people of each space clicked in the last hour and day; only what came to this process. */
export class SpaceClicks {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #began: number;
  readonly #spaces = new LRUCache<SpaceId, Counted>({ max: SPACES });

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
    this.#began = clock.monotonic();
  }

  clicked(space: SpaceId): void {
    let counted = this.#spaces.get(space);
    if (counted === undefined) {
      counted = {
        minuteOf: new Int32Array(HOUR_MINUTES + 1).fill(-1),
        minutes: new Uint32Array(HOUR_MINUTES + 1),
        hourOf: new Int32Array(DAY_HOURS + 1).fill(-1),
        hours: new Uint32Array(DAY_HOURS + 1),
      };
      this.#spaces.set(space, counted);
    }
    const minute = this.#minute();
    add(counted.minuteOf, counted.minutes, minute);
    add(counted.hourOf, counted.hours, Math.floor(minute / HOUR_MINUTES));
  }

  /** Clicks in each of the last `minutes` (60 at most) and in the one that is going on, the oldest first; null: before this process. */
  perMinute(space: SpaceId, minutes: number): readonly (number | null)[] {
    const now = this.#minute();
    const counted = this.#spaces.peek(space);
    return Array.from({ length: minutes + 1 }, (_, at) => {
      const minute = now - minutes + at;
      return minute < 0 ? null : countOf(counted?.minuteOf, counted?.minutes, minute);
    });
  }

  /** Clicks in the last `minutes`; beyond an hour to the hour. */
  sum(space: SpaceId, minutes: number): number {
    if (minutes <= HOUR_MINUTES) return this.perMinute(space, minutes).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    const now = Math.floor(this.#minute() / HOUR_MINUTES);
    const counted = this.#spaces.peek(space);
    const hours = Math.min(DAY_HOURS, Math.ceil(minutes / HOUR_MINUTES));
    return Array.from({ length: hours + 1 }, (_, at) => countOf(counted?.hourOf, counted?.hours, now - at)).reduce(
      (sum, count) => sum + count,
      0,
    );
  }

  /** Minutes since the beginning. */
  #minute(): number {
    return Math.floor((this.#clock.monotonic() - this.#began) / MINUTE_MS);
  }
}

const add = (of: Int32Array, counts: Uint32Array, now: number): void => {
  const at = now % counts.length;
  counts[at] = of[at] === now ? (counts[at] ?? 0) + 1 : 1;
  of[at] = now;
};

const countOf = (of: Int32Array | undefined, counts: Uint32Array | undefined, when: number): number => {
  if (of === undefined || counts === undefined || when < 0) return 0;
  const at = when % counts.length;
  return of[at] === when ? (counts[at] ?? 0) : 0;
};
