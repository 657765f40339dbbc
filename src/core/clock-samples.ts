/**
 * What time it is at Discord, as a difference to the monotonic clock of this process ("epoch": wall clock minus monotonic clock, ms): so it stays
 * right when somebody sets the machine's clock.
 */
export interface Epoch {
  readonly low: number;
  /** Infinity: only a lower bound is known. */
  readonly high: number;
}

/** `votes`: how many answers say so. */
export interface Agreed extends Epoch {
  readonly votes: number;
}

interface Sample extends Epoch {
  /** Monotonic, ms. */
  readonly at: number;
}

/** Samples that are kept. One that is wrong (a proxy that answers from its cache) is outvoted by the others. */
const KEPT = 9;
/** How far a good quartz strays from another one, as a part of the time that went by. */
const DRIFT = 200e-6;
/** Ids and answers are made by different machines of Discord, ms. */
const AMONG_THEM_MS = 2_000;
/** A `Date` header leaves the part of the second out, ms. */
const WITHIN_SECOND_MS = 1_000;

/** Collects what Discord says of its time and finds what most of it agrees upon (Marzullo's algorithm). All moments in ms. */
export class ClockSamples {
  readonly #dates: Sample[] = [];
  /** The highest lower bound, by an id that Discord had made. */
  #bound: { readonly low: number; readonly at: number } | null = null;

  /** Discord's clock showed `date` (whole seconds) at some time between `sentAt` and `receivedAt`, both monotonic. */
  date(date: number, sentAt: number, receivedAt: number): void {
    this.#dates.unshift({ low: date - receivedAt, high: date + WITHIN_SECOND_MS - sentAt, at: receivedAt });
    this.#dates.splice(KEPT);
  }

  /** `moment` had been at Discord when it was `at` here (monotonic). Answers whether that is news. */
  atLeast(moment: number, at: number): boolean {
    const low = moment - at;
    if (this.#bound !== null && low <= this.#bound.low - (at - this.#bound.at) * DRIFT) return false;
    this.#bound = { low, at };
    return true;
  }

  /** Null when nothing was heard. `now`: monotonic. */
  epoch(now: number): Agreed | null {
    const bound = this.#bound === null ? -Infinity : this.#bound.low - (now - this.#bound.at) * DRIFT;
    // An id cannot come from the future, so a date that says it did is wrong, or older than a suspension of this machine.
    const dates = this.#dates
      .map(({ low, high, at }) => ({ low: low - (now - at) * DRIFT, high: high + (now - at) * DRIFT }))
      .filter(({ high }) => high + AMONG_THEM_MS >= bound);
    const agreeing = mostAgreeing(dates);
    if (agreeing === null) return bound === -Infinity ? null : { low: bound, high: Infinity, votes: 0 };
    return { ...agreeing, low: Math.min(Math.max(agreeing.low, bound), agreeing.high) };
  }
}

/** The stretch that lies in as many of the intervals as possible; of several, the one with the earliest in the list, which is the newest. */
const mostAgreeing = (intervals: readonly Epoch[]): Agreed | null => {
  let best: Agreed | null = null;
  // Every such stretch begins where one of the intervals does.
  for (const { low } of intervals) {
    const around = intervals.filter((one) => one.low <= low && low <= one.high);
    if (best !== null && around.length <= best.votes) continue;
    best = { votes: around.length, low, high: Math.min(...around.map(({ high }) => high)) };
  }
  return best;
};
