import { Temporal } from 'temporal-polyfill';
import type { WeekStart } from '../calendar.js';
import { domainError, type DomainError } from '../errors.js';
import { plainDay } from '../local-days.js';
import { err, ok, type Result } from '../result.js';
import { weekOf, type Week } from '../week.js';
import { readDate } from './date.js';

/** By what a typed week is understood. */
export interface TypedWeekContext {
  /** The day that it is in the space, `yyyymmdd`. */
  readonly today: string;
  readonly weekStart: WeekStart;
  /** Of the member, BCP 47: whether `3/4` is in March or in April. */
  readonly locale: string;
}

const INPUT_MAX = 64;
/** Weeks from this one. */
const NAMED: Readonly<Record<string, number>> = {
  ...{ this: 0, 'this week': 0, diese: 0, 'diese woche': 0, now: 0, jetzt: 0 },
  ...{ next: 1, 'next week': 1, nächste: 1, 'nächste woche': 1 },
  ...{ last: -1, 'last week': -1, letzte: -1, 'letzte woche': -1 },
};
const YEAR_FIRST = /^(\d{4})-?w(\d{1,2})$/;
const WEEK_FIRST = /^(?:w|cw|week|kw|woche) ?(\d{1,2})(?:[ /-](\d{4}))?$/;

/**
 * Reads a week: `this`, `next`, `last`, an ISO week (`2026-W05`, `KW 5`; without a year the nearest one), or a day in it. An ISO week is the week of
 * the space that holds its Thursday. WEEK_INVALID with `input`.
 */
export const parseTypedWeek = (input: string, { today, weekStart, locale }: TypedWeekContext): Result<Week, DomainError> => {
  const text = input.length > INPUT_MAX ? '' : input.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
  const now = plainDay(today);
  const date =
    text === '' || text.length > INPUT_MAX ? null : (named(text, now) ?? isoWeek(text, now) ?? dayIn(text, now, locale));
  return date === null
    ? err(domainError('WEEK_INVALID', { input: input.trim().slice(0, 40) }))
    : ok(weekOf(date.toString().replaceAll('-', ''), weekStart));
};

const named = (text: string, today: Temporal.PlainDate): Temporal.PlainDate | null => {
  const weeks = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined;
  return weeks === undefined ? null : today.add({ weeks });
};

const isoWeek = (text: string, today: Temporal.PlainDate): Temporal.PlainDate | null => {
  const yearFirst = YEAR_FIRST.exec(text);
  if (yearFirst !== null) return thursdayOf(Number(yearFirst[1]), Number(yearFirst[2]));
  const [found, week, year] = (WEEK_FIRST.exec(text) ?? []) as (string | undefined)[];
  if (found === undefined) return null;
  if (year !== undefined) return thursdayOf(Number(year), Number(week));
  const near = [-1, 0, 1].flatMap((years) => thursdayOf(today.year + years, Number(week)) ?? []);
  const distance = (date: Temporal.PlainDate): number => Math.abs(today.until(date, { largestUnit: 'days' }).days);
  return near.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
};

/** Null where the year has no such week. */
const thursdayOf = (year: number, week: number): Temporal.PlainDate | null => {
  if (year < 1970 || year > 2100 || week < 1) return null;
  // The fourth of January always lies in the first week.
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const thursday = fourth.add({ days: 4 - fourth.dayOfWeek + 7 * (week - 1) });
  return thursday.year === year ? thursday : null;
};

const dayIn = (text: string, today: Temporal.PlainDate, locale: string): Temporal.PlainDate | null => {
  const date = readDate(text, today, locale)?.dates[0] ?? null;
  return date === null || date.year < 1970 || date.year > 2100 ? null : date;
};
