import type { Temporal } from 'temporal-polyfill';
import { inDigits } from '../../domain/typed/relative.js';
import { readDate } from '../../domain/typed/date.js';
import { wordsOf } from './words.js';

/** Days that a text may mean, in the order in which they are tried: the first that is still to come is meant. Never empty. */
export interface SaidDay {
  readonly dates: readonly [Temporal.PlainDate, ...Temporal.PlainDate[]];
  /** Nothing that follows can be a part of the date. */
  readonly isWhole: boolean;
}

const INTERVAL = /^(?:in )?(\d{1,3}) ?(d|days?|tage?n?|w|weeks?|wochen?|months?|monate?n?|years?|jahre?n?)$/;
const COMING: readonly (readonly [RegExp, Temporal.DurationLike])[] = [
  [/^(?:next|the next|coming|nächste|kommende|die nächste) (?:week|woche)$/, { weeks: 1 }],
  [/^(?:next|coming|nächsten|kommenden|im nächsten) (?:month|monat)$/, { months: 1 }],
  [/^(?:next|coming|nächstes|kommendes) (?:year|jahr)$/, { years: 1 }],
];
const DAY_OF_MONTH = /^(?:on |am |zum )?(?:the |den )?(\d{1,2})(?:\.|st|nd|rd|th)$/;
const FIRST_OF_NEXT = /^(?:on |am |zum )?(?:the )?(?:first|1st|1\.|ersten?) (?:of next month|(?:des )?nächsten monats)$/;
const END_OF_MONTH = /^(?:(?:at |by )?(?:the )?end of (?:the|this) month|(?:bis )?zum ende des monats|ende des monats)$/;

const unitsOf = (unit: string): 'days' | 'weeks' | 'months' | 'years' => {
  if (/^(?:d|tag)/.test(unit)) return 'days';
  if (unit.startsWith('w')) return 'weeks';
  return unit.startsWith('m') ? 'months' : 'years';
};

/** Days, weeks, months and years from now on, by the calendar: `in 2 weeks`, `in einem monat`. Null for anything else. */
export const readInterval = (text: string): Temporal.DurationLike | null => {
  const found = INTERVAL.exec(text.startsWith('in ') ? `in ${inDigits(text.slice(3))}` : inDigits(text));
  return found === null ? null : { [unitsOf(found[2] ?? '')]: Number(found[1]) };
};

/**
 * Reads a day that is meant to come, in lower case: `tomorrow`, `next friday`, `31.3.`, `on the 5th`, `in 2 weeks`, `nächste woche`. `today` is the member's,
 * `locale` says which of 3/4 is the month. Null when the text is no day.
 */
export const readDay = (said: string, today: Temporal.PlainDate, locale: string): SaidDay | null => {
  const text = (wordsOf(said) ?? '').replace(/^(?:this|dies(?:en|e|er|es|em)) /, '');
  const coming = COMING.find(([words]) => words.test(text))?.[1];
  const later = coming ?? (text.startsWith('in ') ? readInterval(text) : null);
  if (later !== null) return { dates: [today.add(later)], isWhole: true };
  if (FIRST_OF_NEXT.test(text)) return { dates: [today.with({ day: 1 }).add({ months: 1 })], isWhole: true };
  if (END_OF_MONTH.test(text)) return { dates: [today.with({ day: today.daysInMonth })], isWhole: true };
  const day = Number(DAY_OF_MONTH.exec(text)?.[1] ?? 0);
  if (day >= 1 && day <= 31) return dayOfMonth(day, today);
  return readDate(text, today, locale, 'ahead');
};

/** The next days of that number; months that have no such day are passed over. */
const dayOfMonth = (day: number, today: Temporal.PlainDate): SaidDay | null => {
  const first = today.with({ day: 1 });
  const dates = Array.from({ length: 4 }, (_, months) => first.add({ months }))
    .filter((month) => day <= month.daysInMonth)
    .map((month) => month.with({ day }))
    .filter((date) => today.until(date).sign >= 0);
  const [next, ...others] = dates;
  // `31.` alone may be the beginning of `31. 3.`.
  return next === undefined ? null : { dates: [next, ...others], isWhole: false };
};
