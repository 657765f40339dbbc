import { ascending, at, quantileOf } from '../../numbers.js';
import { REACH, type Candidate, type Past, type Points } from './candidate.js';

/** What a day tells counts half after so many days. */
const FORGET = 0.5 ** (1 / 49);
/** A weekday is believed as much as this many days of all weekdays together. */
const SHRINK = 2;
/** Working days of which the lengths are remembered, of a weekday and of all. */
const OF_WEEKDAY = 8;
const OF_ALL = 24;
/** A stretch without work is an absence when it is this long, and longer than this many usual gaps. */
const ABSENCE_DAYS = 7;
const ABSENCE_GAPS = 3;
const GAPS_KEPT = 40;

interface Rate {
  /** Discounted days, and those with work among them. */
  days: number;
  worked: number;
  /** Discounted hours. */
  hours: number;
}

/**
 * Zero-inflated weekdays: how often a weekday is worked on, and how long. Long absences are taken apart from the rest: they say nothing about the
 * weeks in between. During one it is about as likely to go on for as long as it has lasted so far (Lindy's law), and the usual week comes back
 * after it.
 */
class Rates {
  readonly #weekdays: readonly Rate[] = Array.from({ length: 7 }, () => ({ days: 0, worked: 0, hours: 0 }));
  readonly #all: Rate = { days: 0, worked: 0, hours: 0 };
  /** By weekday, as they came. */
  readonly #lengths: readonly number[][] = Array.from({ length: 7 }, () => []);
  /** The same, sorted upwards. */
  readonly #sorted: (readonly number[])[] = Array.from({ length: 7 }, () => []);
  readonly #recent: number[] = [];
  /** Lengths of stretches without work, days. */
  readonly #gaps: number[] = [];
  /** Weekdays of the days without work since the last one with work. */
  #pending: number[] = [];

  /** The day after those so far. */
  add(hours: number, weekday: number): void {
    if (hours <= 0) return void this.#pending.push(weekday);
    if (!this.#isAbsence()) for (const idle of this.#pending) this.#count(0, idle);
    if (this.#pending.length > 0) this.#gaps.push(this.#pending.length);
    if (this.#gaps.length > GAPS_KEPT) this.#gaps.shift();
    this.#pending = [];
    this.#count(hours, weekday);
    const lengths = this.#lengths[weekday] ?? [];
    keep(lengths, hours, OF_WEEKDAY);
    this.#sorted[weekday] = ascending(lengths);
    keep(this.#recent, hours, OF_ALL);
  }

  #count(hours: number, weekday: number): void {
    for (const rate of [this.#all, this.#weekdays[weekday] ?? this.#all]) {
      rate.days = rate.days * FORGET + 1;
      rate.worked = rate.worked * FORGET + (hours > 0 ? 1 : 0);
      rate.hours = rate.hours * FORGET + hours;
    }
  }

  #isAbsence(): boolean {
    if (this.#pending.length < ABSENCE_DAYS) return false;
    return this.#pending.length >= ABSENCE_GAPS * quantileOf(ascending(this.#gaps), 0.8);
  }

  /** What is to be expected of the next days, the first of them on this weekday. */
  points(weekday: number): Points {
    const points: { readonly typical: number[]; readonly expected: number[] } = { typical: [], expected: [] };
    const [gap, isAway] = [this.#pending.length, this.#isAbsence()];
    const week = Array.from({ length: 7 }, (_, of) => this.#weekday(of, isAway ? [] : this.#pending));
    for (let ahead = 0; ahead < REACH; ahead += 1) {
      const { share, lengths, length } = week[(weekday + ahead) % 7] ?? NEVER;
      const present = isAway ? (ahead + 1) / (gap + ahead + 1) : 1;
      const works = share * present;
      points.expected.push(works * length);
      // Of zero with 1 - works and the lengths otherwise, the middle.
      points.typical.push(works <= 0.5 ? 0 : quantileOf(lengths, (works - 0.5) / works));
    }
    return points;
  }

  #weekday(
    weekday: number,
    idle: readonly number[],
  ): { readonly share: number; readonly lengths: readonly number[]; readonly length: number } {
    const own = this.#weekdays[weekday] ?? this.#all;
    const days = own.days + idle.filter((of) => of === weekday).length;
    const all = this.#all.worked / Math.max(1, this.#all.days + idle.length);
    const usual = this.#all.hours / Math.max(1e-9, this.#all.worked);
    const lengths = this.#sorted[weekday] ?? [];
    return {
      share: (own.worked + SHRINK * all) / (days + SHRINK),
      length: (own.hours + SHRINK * usual) / (own.worked + SHRINK),
      lengths: lengths.length < 4 ? ascending([...lengths, ...this.#recent.slice(-OF_WEEKDAY)]) : lengths,
    };
  }
}

const NEVER = { share: 0, lengths: [], length: 0 };

const keep = (values: number[], value: number, most: number): void => {
  values.push(value);
  if (values.length > most) values.shift();
};

const over = ({ hours, weekday }: Past): ((origin: number) => Points) => {
  const rates = new Rates();
  let day = 0;
  return (origin) => {
    for (; day < origin; day += 1) rates.add(at(hours, day), (weekday + day) % 7);
    return rates.points((weekday + origin) % 7);
  };
};

export const weekdayRates: Candidate = { name: 'weekdayRates', prior: 1.5, over };
