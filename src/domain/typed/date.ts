import type { Temporal } from 'temporal-polyfill';
import { dateOf } from './wall-time.js';
import { recogniseDate } from './recognise.js';

/** What the words for a day may mean. */
export interface TypedDate {
  /** In the order in which they are tried: the first that does not lie too far ahead is meant, else the last. Never empty. */
  readonly dates: readonly [Temporal.PlainDate, ...Temporal.PlainDate[]];
  /** Nothing that follows can be a part of the date, as a year could after `31.3.` */
  readonly isWhole: boolean;
}

/**
 * Where what is not told is looked for: `past` for what was done, `coming` for what is planned and may have begun, `ahead` for what cannot have been yet. Days
 * that a date without a year may lie ahead; beyond them it is that of the year before.
 */
const YEARLESS_AHEAD_DAYS = { past: 31, coming: 334 } as const;
export type Leaning = keyof typeof YEARLESS_AHEAD_DAYS | 'ahead';

const RELATIVE: Readonly<Record<string, number>> = {
  ...{ today: 0, heute: 0, yesterday: -1, gestern: -1, vorgestern: -2, 'the day before yesterday': -2 },
  ...{ 'day before yesterday': -2, tomorrow: 1, morgen: 1, übermorgen: 2, 'day after tomorrow': 2, 'the day after tomorrow': 2 },
};
const DAYS_AGO = /^(?:(\d{1,3}) days? ago|vor (\d{1,3}) tag(?:en)?)$/;

/** Monday first, as Temporal counts them from 1. */
const WEEKDAYS: readonly RegExp[] = [
  /^(?:mon(?:day)?|mo(?:ntag)?)\.?$/,
  /^(?:tue(?:s(?:day)?)?|di(?:enstag)?)\.?$/,
  /^(?:wed(?:nesday)?|mi(?:ttwoch)?)\.?$/,
  /^(?:thu(?:rs?(?:day)?)?|do(?:nnerstag)?)\.?$/,
  /^(?:fri(?:day)?|fr(?:eitag)?)\.?$/,
  /^(?:sat(?:urday)?|sa(?:mstag)?|sonnabend)\.?$/,
  /^(?:sun(?:day)?|so(?:nntag)?)\.?$/,
];
const WHICH =
  /^(?:(?<last>last|past|letzte[mnrs]?|vorige[mnrs]?|vergangene[mnrs]?)|(?:next|coming|nächste[mnrs]?|kommende[mnrs]?)) /;

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})$/;
const DOTS = /^(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{4}|\d{2})?)?$/;
const YEAR_FIRST = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/;
const SLASHES = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?$/;

/**
 * Reads a day in lower case: `yesterday`, `monday`, `nächsten freitag`, `2026-03-31`, `31.3.`, `3/31` (the locale says which is the month), and dates
 * with names of months. A weekday is the last one, which may be today, unless `next` stands before it. A date without a year is the last one, or
 * the coming one when that is at most 31 days ahead. Of what is planned (`coming`) a weekday is the next one, which may be today, and a date without a year
 * at most a month ago; of what is `ahead` both are the next such day, which may be today, or the one after. `today` is the member's. Null when the text is no day.
 */
export const readDate = (
  text: string,
  today: Temporal.PlainDate,
  locale: string,
  leaning: Leaning = 'past',
): TypedDate | null => {
  const words = text.replace(/^(?:on|the|am|der|den|dem|vom) /, '');
  const days = daysFrom(words);
  if (days !== null) return whole(today.add({ days }));
  const by: By = { today, locale, leaning };
  return readWeekday(words, by) ?? readNumbers(words, by) ?? recogniseWith(words, by);
};

interface By {
  readonly today: Temporal.PlainDate;
  readonly locale: string;
  readonly leaning: Leaning;
}

const daysFrom = (words: string): number | null => {
  if (Object.hasOwn(RELATIVE, words)) return RELATIVE[words] ?? null;
  const [, english, german] = (DAYS_AGO.exec(words) ?? []) as (string | undefined)[];
  const days = english ?? german;
  return days === undefined ? null : -Number(days);
};

const whole = (first: Temporal.PlainDate | null, ...others: Temporal.PlainDate[]): TypedDate | null =>
  first === null ? null : { dates: [first, ...others], isWhole: true };

/** The weekday that a word names, 1 (Monday) to 7; null when it names none. */
export const weekdayNamed = (word: string): number | null => WEEKDAYS.findIndex((names) => names.test(word)) + 1 || null;

const readWeekday = (words: string, by: By): TypedDate | null => {
  const { today } = by;
  const which = WHICH.exec(words);
  const [name = '', ...rest] = words.slice(which?.[0].length ?? 0).split(' ');
  const weekday = weekdayNamed(name);
  if (weekday === null) return null;
  if (rest.length > 0) {
    // `Tue 31.3.`: the date says it all, and the weekday has to agree.
    const date = which === null ? readNumbers(rest.join(' '), by) : null;
    return date?.dates[0].dayOfWeek === weekday ? date : null;
  }
  const ahead = (weekday - today.dayOfWeek + 7) % 7;
  if (which === null && by.leaning === 'coming') return whole(today.add({ days: ahead }));
  if (which === null && by.leaning === 'ahead') return whole(today.add({ days: ahead }), today.add({ days: ahead + 7 }));
  if (which === null) return whole(today.subtract({ days: (7 - ahead) % 7 }), today.subtract({ days: ((7 - ahead) % 7) + 7 }));
  const days = which.groups?.['last'] === undefined ? ahead || 7 : ahead - 7;
  return whole(today.add({ days }));
};

const readNumbers = (words: string, by: By): TypedDate | null => {
  const yearFirst = ISO.exec(words) ?? YEAR_FIRST.exec(words);
  if (yearFirst !== null) return whole(dateOf(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3])));
  const dots = DOTS.exec(words);
  if (dots !== null) return dated(Number(dots[2]), Number(dots[1]), dots[3], by);
  const slashes = SLASHES.exec(words);
  if (slashes === null) return null;
  const [first, second] = [Number(slashes[1]), Number(slashes[2])];
  // What cannot be a month is the day, whatever the locale's order is.
  const monthFirst = first > 12 ? false : second > 12 ? true : isMonthFirst(by.locale);
  return monthFirst ? dated(first, second, slashes[3], by) : dated(second, first, slashes[3], by);
};

const dated = (month: number, day: number, year: string | undefined, by: By): TypedDate | null => {
  if (year === undefined) return yearless(month, day, by);
  return whole(dateOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day));
};

/** The last such date, or the coming one when it is near. The 29th of February may be eight years back. */
const yearless = (month: number, day: number, { today, leaning }: By): TypedDate | null => {
  if (leaning === 'ahead') return nextYears(month, day, today);
  const latest = today.add({ days: YEARLESS_AHEAD_DAYS[leaning] });
  for (let year = latest.year; year >= latest.year - 8; year -= 1) {
    const date = dateOf(year, month, day);
    if (date !== null && date.until(latest).sign >= 0) return { dates: [date], isWhole: false };
  }
  return null;
};

/** The next such dates, the first of which may be today. The 29th of February may be eight years ahead. */
const nextYears = (month: number, day: number, today: Temporal.PlainDate): TypedDate | null => {
  const years = Array.from({ length: 10 }, (_, later) => dateOf(today.year + later, month, day) ?? []).flat();
  const [first, second] = years.filter((date) => today.until(date).sign >= 0);
  if (first === undefined) return null;
  return { dates: second === undefined ? [first] : [first, second], isWhole: false };
};

const recogniseWith = (words: string, by: By): TypedDate | null => {
  // Digits with a separator are dates that are read above, or none.
  const found = /\d[./-]/.test(words.replace(/(\d)\. /, '$1 ')) ? null : recogniseDate(words, by.today);
  if (found === null) return null;
  const { year, month, day } = found;
  return year === null ? yearless(month, day, by) : whole(dateOf(year, month, day));
};

/** 3 April: a locale that writes 4/3 puts the month first. */
const isMonthFirst = (locale: string): boolean => {
  const parts = new Intl.DateTimeFormat(locale, { month: 'numeric', day: 'numeric' }).formatToParts(0);
  return parts.find(({ type }) => type === 'month' || type === 'day')?.type === 'month';
};
