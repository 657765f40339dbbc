import type { Temporal } from 'temporal-polyfill';
import type { Dice } from './dice.js';
import type { Habits } from './habits.js';
import { TABLES } from './tables.js';

/** Days off in one piece, and how many of a hundred days somebody is ill. */
const VACATION_DAYS = 9;
const ILL = 0.015;

/**
 * The dates on which somebody works, oldest first: of the `days` before the date `until` those of their week, without holidays, a vacation for each 90 days, and
 * days on which they are ill.
 */
export const workdaysOf = (
  dice: Dice,
  { weekdays }: Pick<Habits, 'weekdays'>,
  until: Temporal.PlainDate,
  days: number,
): readonly Temporal.PlainDate[] => {
  const first = until.subtract({ days });
  const vacations = Array.from({ length: Math.floor(days / 90) }, (_, nth) => nth * 90 + dice.whole(10, 90 - VACATION_DAYS));
  const isAway = (day: number): boolean => vacations.some((from) => day >= from && day < from + VACATION_DAYS);
  return Array.from({ length: days }, (_, day) => ({ day, date: first.add({ days: day }), isIll: dice.chance(ILL) }))
    .filter(({ day, date, isIll }) => weekdays.includes(date.dayOfWeek) && !isHoliday(date) && !isAway(day) && !isIll)
    .map(({ date }) => date);
};

const isHoliday = (date: Temporal.PlainDate): boolean => TABLES.holidays.includes(date.toString().slice(5));
