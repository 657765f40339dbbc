import { addDays, totalsPeriodOf, type WeekStart } from './calendar.js';
import { domainError, type DomainError } from './errors.js';
import { err, ok, type Result } from './result.js';

export const EXPORT_TIMEFRAMES = ['today', 'week', 'lastWeek', 'month', 'lastMonth', 'year', 'all'] as const;
export type ExportTimeframe = (typeof EXPORT_TIMEFRAMES)[number];

/** Days of a calendar, `yyyymmdd`, both of them in it. `from` null: from the first day on that has time. */
export interface ExportPeriod {
  readonly from: string | null;
  readonly to: string;
}

/** The days of a timeframe, as they are on the day `today`. */
export const periodOfTimeframe = (timeframe: ExportTimeframe, today: string, weekStart: WeekStart): ExportPeriod => {
  const { weekFrom, weekTo, monthFrom, monthTo } = totalsPeriodOf(today, weekStart);
  switch (timeframe) {
    case 'today':
      return { from: today, to: today };
    case 'week':
      return { from: weekFrom, to: weekTo };
    case 'lastWeek':
      return { from: addDays(weekFrom, -7), to: addDays(weekFrom, -1) };
    case 'month':
      return { from: monthFrom, to: monthTo };
    case 'lastMonth': {
      const to = addDays(monthFrom, -1);
      return { from: totalsPeriodOf(to).monthFrom, to };
    }
    case 'year':
      return { from: `${today.slice(0, 4)}0101`, to: `${today.slice(0, 4)}1231` };
    case 'all':
      return { from: null, to: today };
  }
};

/** What was said of the period of an export: a timeframe, or days. */
export interface AskedPeriod {
  readonly timeframe: ExportTimeframe | null;
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The period that is meant: this month unless told; from a day on until today; everything up to a day. EXPORT_PERIOD_TWICE when both a timeframe and days
 * were given, RANGE_BACKWARDS.
 */
export const exportPeriod = (
  { timeframe, from, to }: AskedPeriod,
  today: string,
  weekStart: WeekStart,
): Result<ExportPeriod, DomainError> => {
  if (from === null && to === null) return ok(periodOfTimeframe(timeframe ?? 'month', today, weekStart));
  if (timeframe !== null) return err(domainError('EXPORT_PERIOD_TWICE'));
  const last = to ?? today;
  return from !== null && from > last ? err(domainError('RANGE_BACKWARDS')) : ok({ from, to: last });
};

/**
 * Days in at most `parts` pieces that follow each other and are as long as each other, to within a day; fewer pieces when there are not so many days.
 * Both ends of each are in it.
 */
export const splitPeriod = (
  from: string,
  to: string,
  parts: number,
): readonly { readonly from: string; readonly to: string }[] => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const count = Math.min(parts, days.length);
  return Array.from({ length: count }, (_, at) => {
    const [first, next] = [Math.floor((at * days.length) / count), Math.floor(((at + 1) * days.length) / count)];
    return { from: days[first] ?? from, to: days[next - 1] ?? to };
  });
};
