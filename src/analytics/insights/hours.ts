import { dayNumber, weekdayIndex } from '../../domain/day-number.js';
import { sum } from '../numbers.js';
import { HOUR_MS } from '../forecast/series.js';
import { daysIn, eachHour, isAbsent, type Facts } from '../score/facts.js';
import { unlessMissing, type Part } from './part.js';
import { firstDay, hoursIn } from './past.js';

/** Days with time and hours that a pattern of hours needs; as many as the score's. */
export const HOURS_NEEDED = { days: 10, hours: 20 } as const;
const MINUTES = 60;

/** When somebody works: by the weekday and the hour that the clocks of a zone show. */
export interface HeatMap {
  /** Seven rows from Monday to Sunday of 24 hours each: minutes on an average such day, 0–60. Null for a weekday that was not among the days. */
  readonly minutes: readonly (readonly (number | null)[])[];
  /** The fullest cells, the fullest first, at most five. */
  readonly fullest: readonly HeatCell[];
  /** Hours of the weekdays in all, from Monday to Sunday. */
  readonly byWeekday: readonly number[];
  readonly days: number;
}

export interface HeatCell {
  /** 0 (Monday) to 6. */
  readonly weekday: number;
  readonly hour: number;
  readonly minutes: number;
}

/**
 * Minutes by weekday and hour, on average over all such days of the window since the first one with time, but for those of leave. What was clocked counts, without breaks; today does not,
 * since it is not over.
 * @param zone whose clocks are meant, IANA name: of whom it is about
 */
export const heatMapOf = (facts: Facts, days: number, zone: string): Part<HeatMap> => {
  const span = { from: Math.max(facts.today + 1 - days, firstDay(facts)), to: facts.today };
  const worked = daysIn(facts, span);
  const missing = [
    { of: 'days', count: HOURS_NEEDED.days - worked.length },
    { of: 'hours', count: Math.ceil(HOURS_NEEDED.hours - hoursIn(worked)) },
  ] as const;
  return unlessMissing(missing, () => {
    const sums = Array.from({ length: 7 }, () => new Float64Array(24));
    for (const { stretches } of worked)
      eachHour(stretches, zone, (day, hour, ms) => {
        const row = sums[weekdayIndex(dayNumber(day))];
        if (row !== undefined) row[hour] = (row[hour] ?? 0) + ms / HOUR_MS;
      });
    const counts = new Array<number>(7).fill(0);
    for (let day = span.from; day < span.to; day += 1) {
      if (isAbsent(facts, day)) continue;
      const weekday = weekdayIndex(day);
      counts[weekday] = (counts[weekday] ?? 0) + 1;
    }
    const minutes = sums.map((row, weekday) => {
      const count = counts[weekday] ?? 0;
      // A long night may reach into the first hours of a weekday that is not among the days.
      return [...row].map((hours) => (count === 0 ? null : Math.min(MINUTES, (hours / count) * MINUTES)));
    });
    const cells = minutes.flatMap((row, weekday) => row.map((value, hour) => ({ weekday, hour, minutes: value ?? 0 })));
    return {
      minutes,
      fullest: cells
        .filter((cell) => cell.minutes > 0)
        .toSorted((a, b) => b.minutes - a.minutes)
        .slice(0, 5),
      byWeekday: sums.map((row) => sum(row)),
      days: worked.length,
    };
  });
};
