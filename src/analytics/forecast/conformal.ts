import { ascending, at, mean } from '../numbers.js';

/** Share of what comes that an interval is to hold. */
export const LEVEL = 0.8;
/** Scores that are kept; the older ones are of another time. */
const KEPT = 365;
const HALF_LIFE = 56;
const FORGET = 0.5 ** (1 / HALF_LIFE);
const LONG_FORGET = 0.5 ** (1 / 182);

/** Intervals are no wider than for this share, however many days timers spoil. */
const MOST = 0.9;

/** How often something happened lately. */
class Share {
  #hits = 0;
  #all = 0;

  add(hit: boolean): void {
    this.#hits = this.#hits * LONG_FORGET + (hit ? 1 : 0);
    this.#all = this.#all * LONG_FORGET + 1;
  }

  /**
   * The level at which the others have to be inside, so that of all LEVEL are: days of timers that ran on are forecast by nobody. The interval is for
   * ordinary days all the same, and stays below MOST.
   */
  level(of = LEVEL): number {
    return this.#all === 0 ? of : Math.min(Math.max(of, MOST), of / Math.max(0.5, 1 - this.#hits / this.#all));
  }
}

/**
 * The value that `level` of future scores stay below, by split conformal prediction (Vovk, Gammerman & Shafer 2005; Lei et al. 2018): the
 * ceil((n + 1) level)-th smallest. Scores that go with each other count together: n is their number divided by `perPiece`, which makes the answer more
 * careful when little is known. `sorted` upwards.
 */
export const conformalQuantile = (sorted: readonly number[], level: number, perPiece: number): number => {
  if (sorted.length === 0) return 0;
  const pieces = Math.max(1, sorted.length / perPiece);
  const share = Math.min(1, ((pieces + 1) * level) / pieces);
  return at(sorted, Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1));
};

/** What a sum over so many days is off by for anybody, hours: before anything is known about a member. `expected` is the sum that was forecast. */
const usualError = (expected: number, days: number): number => 0.2 * expected + 0.25 * Math.sqrt(days);

/** How far sums over so many days were off, in proportion to how far they are off these days. */
export class SumErrors {
  /** Signed, in proportion to the scale of their time; oldest first. */
  readonly #scores: number[] = [];
  readonly #days: number;
  readonly #spoiled = new Share();
  #weight = 0;
  #total = 0;

  constructor(days: number) {
    this.#days = days;
  }

  /** How far a sum is off on average, hours; near what is usual for anybody as long as little is known. `expected` is the sum that was forecast. */
  scale(expected: number): number {
    const usual = usualError(expected, this.#days);
    return (this.#total + this.#days * 2 * usual) / (this.#weight + this.#days * 2);
  }

  /** A sum had days of timers that ran on in it, and cannot be judged. */
  spoiled(): void {
    this.#spoiled.add(true);
  }

  add(expected: number, truth: number): void {
    this.#spoiled.add(false);
    this.#scores.push((truth - expected) / this.scale(expected));
    if (this.#scores.length > KEPT) this.#scores.shift();
    this.#weight = this.#weight * FORGET + 1;
    this.#total = this.#total * FORGET + Math.abs(truth - expected);
  }

  /** Half of the interval's width, hours. */
  radius(expected: number): number {
    const sorted = ascending(this.#scores.map(Math.abs));
    // Nothing known: two usual errors, which hold four fifths of a bell curve and some more.
    const score = sorted.length === 0 ? 2 : conformalQuantile(sorted, this.#spoiled.level(), this.#days / 2);
    return score * this.scale(expected);
  }

  /** Past errors brought to the scale of today, hours, oldest first. */
  residuals(expected: number): readonly number[] {
    const scale = this.scale(expected);
    return this.#scores.map((score) => score * scale);
  }
}

/** A weekday on which hardly anything is ever wrong, in proportion to the others. */
const CERTAIN = 0.15;
/** So many errors of all weekdays are mixed into those of one. */
const SHRINK = 3;
/** Of all days together, certain ones among them, no more than this are to be inside. */
const AT_MOST = 0.85;
const AT_LEAST = 0.7;
/** Scores of a day: it was forecast on so many days before it. */
const PER_DAY = 7;
/** As long as fewer days were judged, what is usual for anybody stands for those that are missing. */
const DAYS_KNOWN = 14;

/** How far single days were off, by weekday. */
export class DayErrors {
  readonly #scores: number[] = [];
  readonly #weekdays: number[] = [];
  readonly #sums = new Float64Array(7);
  readonly #weights = new Float64Array(7);
  readonly #spoiled = new Share();
  /** The largest error of a day so far, hours. */
  #largest = 0;
  /** What days like those that were forecast last are off by for anybody, hours. */
  #usual = 0;

  #overall(): number {
    let [sum, weight] = [0, 0];
    for (let nth = 0; nth < 7; nth += 1) {
      sum += at(this.#sums, nth);
      weight += at(this.#weights, nth);
    }
    const missing = Math.max(0, DAYS_KNOWN - weight);
    return (sum + missing * this.#usual) / (weight + missing);
  }

  /** How far this weekday is off on average, hours. */
  scale(weekday: number): number {
    return (at(this.#sums, weekday) + SHRINK * this.#overall()) / (at(this.#weights, weekday) + SHRINK);
  }

  /** A day was one of a timer that ran on, and cannot be judged. */
  spoiled(): void {
    this.#spoiled.add(true);
  }

  /** What was said of one day on the days before it. */
  add(weekday: number, said: readonly number[], truth: number): void {
    if (said.length === 0) return;
    this.#spoiled.add(false);
    const errors = said.map((value) => Math.abs(value - truth));
    this.#usual = usualError(mean(said), 1);
    this.#largest = Math.max(this.#largest, ...errors);
    const scale = Math.max(this.scale(weekday), 0.05);
    for (const error of errors) {
      this.#scores.push(error / scale);
      this.#weekdays.push(weekday);
    }
    if (this.#scores.length > KEPT * PER_DAY) {
      this.#scores.splice(0, PER_DAY);
      this.#weekdays.splice(0, PER_DAY);
    }
    const forget = FORGET ** 7;
    const error = errors.reduce((sum, one) => sum + one, 0) / errors.length;
    this.#sums[weekday] = at(this.#sums, weekday) * forget + error;
    this.#weights[weekday] = at(this.#weights, weekday) * forget + 1;
  }

  /**
   * Half of the interval's width on each weekday, hours. Where some weekdays are certain (nobody comes on Sundays), an interval cannot miss there; the
   * others are then held to a little less than LEVEL, so that of all days no more than AT_MOST are inside.
   */
  radii(): readonly number[] {
    const overall = this.#overall();
    const scales = Array.from({ length: 7 }, (_, weekday) => this.scale(weekday));
    const isCertain = scales.map((scale) => scale < CERTAIN * overall);
    const certain = isCertain.filter(Boolean).length / 7;
    const level = Math.min(LEVEL, Math.max(AT_LEAST, certain === 1 ? LEVEL : (AT_MOST - certain) / (1 - certain)));
    const open = this.#scores.filter((_, nth) => isCertain[this.#weekdays[nth] ?? 0] !== true);
    const score = open.length === 0 ? 2 : conformalQuantile(ascending(open), this.#spoiled.level(level), PER_DAY);
    // Errors in proportion to a scale of which little was known may be of any size: none is wider than the largest error that there was.
    const most = open.length === 0 ? Infinity : this.#largest;
    return scales.map((scale) => Math.min(most, score * Math.max(scale, 0.05)));
  }
}
