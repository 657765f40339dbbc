import { addDays, type WeekStart } from './calendar.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';
import { middleOf, weekOf, type Week } from './week.js';

/** Days of a calendar, `yyyymmdd`, both of them in it. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** A year and a day. */
const DAYS_MAX = 366;

/**
 * The range from what was given of it: without both ends this week; from a day on until today, or the whole week up to a day. RANGE_BACKWARDS,
 * RANGE_TOO_LONG with `max` days.
 */
export const rangeOf = (
  { from, to }: { readonly from: string | null; readonly to: string | null },
  today: string,
  weekStart: WeekStart,
): Result<DayRange, DomainError> => {
  const last = to ?? (from === null ? weekOf(today, weekStart).to : today);
  const first = from ?? weekOf(to ?? today, weekStart).from;
  if (first > last) return err(domainError('RANGE_BACKWARDS'));
  return addDays(first, DAYS_MAX - 1) < last
    ? err(domainError('RANGE_TOO_LONG', { max: DAYS_MAX }))
    : ok({ from: first, to: last });
};

/** The weeks of a range: those whose middle lies in it; of a range that holds the middle of none, the one that it lies in. */
export const weeksIn = ({ from, to }: DayRange, weekStart: WeekStart): readonly Week[] => {
  const weeks: Week[] = [];
  for (let week = weekOf(from, weekStart); week.from <= to; week = weekOf(addDays(week.to, 1), weekStart)) weeks.push(week);
  const whole = weeks.filter((week) => middleOf(week) >= from && middleOf(week) <= to);
  return whole.length > 0 ? whole : weeks.slice(0, 1);
};
