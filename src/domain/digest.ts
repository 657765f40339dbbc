import { addDays, dayOf, localDay, type WeekStart } from './calendar.js';
import { GROUP_AT_LEAST } from './group.js';
import type { CategoryId } from './ids.js';
import { addWeeks, weekOf, type Week } from './week.js';

/** By the clocks of the space: minutes after midnight from which digests are sent, and the minutes over which they are spread. */
const SENT_FROM = 540;
export const SENT_WITHIN = 60;
/** Weeks before the one that is told, whose mean is what is usual. */
export const WEEKS_BEFORE = 4;

/** How the weeks of a space go. */
export interface Weeks {
  readonly timeZone: string;
  /** When a day begins, minutes after midnight. */
  readonly dayStart: number;
  readonly weekStart: WeekStart;
}

/**
 * When the next digest is sent, ms: on the first day of a week, from nine o'clock on, and after `now`.
 * @param minutes a part of SENT_WITHIN, so that not all are sent at once
 */
export const nextDigestAt = (now: number, { timeZone, weekStart }: Weeks, minutes: number): number => {
  // Of days that begin at nine each begins when a digest could be sent, also where the clocks change.
  const at = SENT_FROM + minutes;
  let day = localDay(now, timeZone, at);
  do day = localDay(day.end, timeZone, at);
  while (weekOf(day.day, weekStart).from !== day.day);
  return day.start;
};

/** The week that is over. */
export const lastWeek = (now: number, { timeZone, dayStart, weekStart }: Weeks): Week =>
  addWeeks(weekOf(dayOf(now, timeZone, dayStart), weekStart), -1);

/** The first day that a digest of the week looks at. */
export const firstDayOf = ({ from }: Week): string => addDays(from, -7 * WEEKS_BEFORE);

/** Time of a week, and the mean of the weeks before it; ms. */
export interface Compared {
  readonly ms: number;
  readonly usualMs: number;
}

export interface CategoryWeek extends Compared {
  readonly category: CategoryId;
}

/** What a digest tells of one person, or of several together. */
export interface WeekInReview extends Compared {
  /** The largest of the week first; those without time this week last. */
  readonly categories: readonly CategoryWeek[];
}

/** Booked time: `yyyymmdd` -> category -> ms. */
export type BookedDays = ReadonlyMap<string, ReadonlyMap<CategoryId, number>>;

const DAYS_OF_WEEK = [0, 1, 2, 3, 4, 5, 6];

/** Has the week a day of leave on which nothing was done? */
const hasLeave = (days: BookedDays, { from }: Week, leave: ReadonlySet<string>): boolean =>
  DAYS_OF_WEEK.map((nth) => addDays(from, nth)).some((day) => leave.has(day) && !days.has(day));

/** The week itself, and those before it, as far as they have such days. */
const weeksWithLeave = (days: BookedDays, week: Week, leave: ReadonlySet<string>): readonly Week[] => {
  const before = Array.from({ length: WEEKS_BEFORE }, (_, nth) => addWeeks(week, -1 - nth));
  return [week, ...before].filter((one) => hasLeave(days, one, leave));
};

/**
 * The week by category, against the mean of the weeks before. Days outside of both are left out.
 * @param leave days of leave of whom it is about, `yyyymmdd`. Weeks before with such days without time are no part of what is usual, and a week that has some is
 * held against none
 */
export const weekInReview = (days: BookedDays, week: Week, leave: ReadonlySet<string> = new Set()): WeekInReview => {
  const first = firstDayOf(week);
  const unlike = leave.size === 0 ? [] : weeksWithLeave(days, week, leave);
  const usual = unlike.includes(week) ? 0 : WEEKS_BEFORE - unlike.length;
  const sums = new Map<CategoryId, { ms: number; before: number }>();
  for (const [day, categories] of days) {
    if (day < first || day > week.to) continue;
    const isBefore = day < week.from;
    if (isBefore && (usual === 0 || unlike.some(({ from, to }) => from <= day && day <= to))) continue;
    for (const [category, ms] of categories) {
      const sum = sums.get(category) ?? { ms: 0, before: 0 };
      if (isBefore) sum.before += ms;
      else sum.ms += ms;
      sums.set(category, sum);
    }
  }
  return reviewOf([...sums].map(([category, sum]) => ({ category, ms: sum.ms, usualMs: usual === 0 ? 0 : sum.before / usual })));
};

const reviewOf = (categories: readonly CategoryWeek[]): WeekInReview => ({
  ms: categories.reduce((sum, { ms }) => sum + ms, 0),
  usualMs: categories.reduce((sum, { usualMs }) => sum + usualMs, 0),
  categories: categories.toSorted((a, b) => b.ms - a.ms || b.usualMs - a.usualMs || (a.category < b.category ? -1 : 1)),
});

/** Adds up weeks of several people, and knows of how many each category is. */
export class TeamWeek {
  readonly #categories = new Map<CategoryId, { ms: number; usualMs: number; people: number }>();
  /** Who had time in the week or before it. */
  people = 0;

  add(one: WeekInReview): void {
    if (one.ms + one.usualMs <= 0) return;
    this.people += 1;
    for (const { category, ms, usualMs } of one.categories) {
      const sum = this.#categories.get(category) ?? { ms: 0, usualMs: 0, people: 0 };
      this.#categories.set(category, { ms: sum.ms + ms, usualMs: sum.usualMs + usualMs, people: sum.people + 1 });
    }
  }

  /**
   * What may be told: nothing of fewer than GROUP_AT_LEAST people. Categories of fewer are put together as `others`; where these are still too few, the category of
   * the fewest people joins them, since what is left of the sum would tell of them all the same.
   */
  review(): { readonly review: WeekInReview; readonly others: Compared | null } | null {
    if (this.people < GROUP_AT_LEAST) return null;
    const all = [...this.#categories]
      .map(([category, sum]) => ({ category, ...sum }))
      .sort((a, b) => b.people - a.people || b.ms - a.ms || (a.category < b.category ? -1 : 1));
    let told = all.filter(({ people }) => people >= GROUP_AT_LEAST).length;
    // People of several categories may be the same ones, so only the largest number of one of them is certain.
    const isHidden = (): boolean => told === all.length || (all[told]?.people ?? 0) >= GROUP_AT_LEAST;
    while (told > 0 && !isHidden()) told -= 1;
    const rest = all.slice(told);
    const sums = (list: readonly Compared[]): Compared => ({
      ms: list.reduce((sum, { ms }) => sum + ms, 0),
      usualMs: list.reduce((sum, { usualMs }) => sum + usualMs, 0),
    });
    const shown = all.slice(0, told).map(({ category, ms, usualMs }) => ({ category, ms, usualMs }));
    return { review: { ...reviewOf(shown), ...sums(all) }, others: rest.length === 0 ? null : sums(rest) };
  }
}
