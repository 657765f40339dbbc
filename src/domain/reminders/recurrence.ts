import { Temporal } from 'temporal-polyfill';
import { dayNumber, dayOfNumber, weekdayIndex } from '../day-number.js';
import { plainDay } from '../local-days.js';
import { resolveWallTime } from '../typed/wall-time.js';

/** How often something comes again, by the calendar. `every`: from 1. */
export type Repeat =
  | { readonly unit: 'day'; readonly every: number }
  /** `days`: 0 is Monday; in order, at least one. Weeks begin on Monday. */
  | { readonly unit: 'week'; readonly every: number; readonly days: readonly number[] }
  /** `day`: 1 to 31; in a month that has no such day it is the last one. */
  | { readonly unit: 'month'; readonly every: number; readonly day: number };

/** Something that comes again at the same time by the clocks of a zone, however they are changed. */
export interface Series {
  /** The first day that it may be on, `yyyymmdd`; intervals are counted from here. */
  readonly from: string;
  /** Minutes after midnight by the clock, 0 to 1439. */
  readonly minute: number;
  /** IANA name. */
  readonly zone: string;
  readonly repeat: Repeat;
}

/** The longest intervals: about ten years. */
export const EVERY_MAX = { day: 366, week: 104, month: 120 } as const;
export const WORKDAYS: readonly number[] = [0, 1, 2, 3, 4];

/** Nothing comes again after this, ms: the year 2100. */
const LATEST_MS = Date.UTC(2100, 0, 1);
const DAY_MS = 86_400_000;

/**
 * The moment of a day `yyyymmdd` at a time by the clock, ms. Where the clocks jump over that time it is the first moment after the jump; where they show it
 * twice it is the first of the two.
 */
export const momentAt = (day: string, minute: number, zone: string): number => {
  const wall = plainDay(day).toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
  const resolved = resolveWallTime(wall, zone);
  if (!resolved.ok) return Number(resolved.error.params?.['after']);
  return resolved.value.kind === 'moment' ? resolved.value.at : resolved.value.first;
};

/** What the clocks of a zone show at a moment (ms): the day `yyyymmdd`, and the minutes after midnight. */
export const wallAt = (ms: number, zone: string): { readonly day: string; readonly minute: number } => {
  const wall = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  return { day: wall.toPlainDate().toString().replaceAll('-', ''), minute: wall.hour * 60 + wall.minute };
};

/**
 * The first moment of a series after `after`, both ms; null when there is none before 2100. It follows from the series alone, so it does not matter how often
 * or when it is asked for.
 */
export const nextAfter = (series: Series, after: number): number | null => {
  if (after >= LATEST_MS) return null;
  // A time that the clocks jump over may be as late as the day after: in a zone that left out a whole day.
  const near = Math.floor(after / DAY_MS) - 2;
  for (const number of daysOf(series, Math.max(near, dayNumber(series.from)))) {
    const at = momentAt(dayOfNumber(number), series.minute, series.zone);
    if (at > after) return at < LATEST_MS ? at : null;
  }
  return null;
};

/** The next moments of a series after `after`, ms. */
export const nextMoments = (series: Series, after: number, count: number): readonly number[] => {
  const moments: number[] = [];
  for (let at = nextAfter(series, after); at !== null && moments.length < count; at = nextAfter(series, at)) moments.push(at);
  return moments;
};

/** The days of a series from a day on, as whole numbers, in order. */
const daysOf = ({ from, repeat }: Series, start: number): Iterable<number> => {
  const first = dayNumber(from);
  switch (repeat.unit) {
    case 'day':
      return everyDays(first, repeat.every, start);
    case 'week':
      return daysOfWeeks(first, repeat, start);
    case 'month':
      return daysOfMonths(first, repeat, start);
  }
};

function* everyDays(first: number, every: number, start: number): Generator<number> {
  for (let day = first + Math.max(0, Math.ceil((start - first) / every)) * every; ; day += every) yield day;
}

function* daysOfWeeks(
  first: number,
  { every, days }: Extract<Repeat, { readonly unit: 'week' }>,
  start: number,
): Generator<number> {
  const monday = first - weekdayIndex(first);
  const weeks = Math.max(0, Math.floor((start - monday) / (7 * every)));
  for (let week = monday + weeks * 7 * every; ; week += 7 * every)
    for (const day of days) if (week + day >= Math.max(first, start)) yield week + day;
}

function* daysOfMonths(
  first: number,
  { every, day }: Extract<Repeat, { readonly unit: 'month' }>,
  start: number,
): Generator<number> {
  const beginning = monthOf(first);
  const months = Math.max(0, Math.floor((monthOf(start) - beginning) / every));
  for (let month = beginning + months * every; ; month += every) {
    const number = dayIn(month, day);
    if (number >= Math.max(first, start)) yield number;
  }
}

/** Months in order, as whole numbers. */
const monthOf = (number: number): number => {
  const day = dayOfNumber(number);
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(4, 6)) - 1;
};

const dayIn = (month: number, day: number): number => {
  const date = Temporal.PlainDate.from({ year: Math.floor(month / 12), month: (month % 12) + 1, day });
  return dayNumber(date.toString().replaceAll('-', ''));
};

const CODE = /^(\d{1,3})(?:(d)|w(0?1?2?3?4?5?6?)|m([1-9]|[12]\d|3[01]))$/;

/** A repeat in a few characters, for custom ids and the API: `1d`, `2w04` (Mondays and Fridays of every other week), `1m31`. */
export const repeatCode = (repeat: Repeat): string => {
  switch (repeat.unit) {
    case 'day':
      return `${repeat.every}d`;
    case 'week':
      return `${repeat.every}w${repeat.days.join('')}`;
    case 'month':
      return `${repeat.every}m${repeat.day}`;
  }
};

/** Reads what `repeatCode` wrote; null for anything else. */
export const repeatIn = (code: string): Repeat | null => {
  const [found, digits, day, weekdays, dayOfMonth] = (CODE.exec(code) ?? []) as (string | undefined)[];
  if (found === undefined) return null;
  const every = Number(digits);
  const unit = day !== undefined ? 'day' : weekdays !== undefined ? 'week' : 'month';
  if (every < 1 || every > EVERY_MAX[unit] || weekdays === '') return null;
  if (unit === 'week') return { unit, every, days: Array.from(weekdays ?? '', Number) };
  return unit === 'day' ? { unit, every } : { unit, every, day: Number(dayOfMonth) };
};
