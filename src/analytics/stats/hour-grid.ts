import { addDays, startOfDay } from '../../domain/calendar.js';
import type { Interval } from '../../domain/session.js';

export const HOURS = 24;

/** The clock hours of some days in a zone, in order: cell `day * HOURS + hour`. */
export interface HourGrid {
  readonly days: number;
  /** Where each cell begins, ms; one more is where the last one ends. An hour that the clocks leave out is empty, one that they repeat lasts two. */
  readonly starts: Float64Array;
}

/** The hours of `days` days from the calendar day `from` (`yyyymmdd`) on. */
export const hourGrid = (from: string, days: number, zone: string): HourGrid => {
  const starts = new Float64Array(days * HOURS + 1);
  for (let day = 0; day < days; day += 1) {
    const date = addDays(from, day);
    for (let hour = 0; hour < HOURS; hour += 1) {
      const cell = day * HOURS + hour;
      starts[cell] = Math.max(starts[cell - 1] ?? -Infinity, startOfDay(date, zone, hour * 60));
    }
  }
  const last = days * HOURS;
  starts[last] = Math.max(starts[last - 1] ?? -Infinity, startOfDay(addDays(from, days), zone));
  return { days, starts };
};

/** Tells of each cell how much of the interval lies in it, ms; what lies outside of the grid is left out. */
export const overHours = ({ starts }: HourGrid, { start, end }: Interval, tell: (cell: number, ms: number) => void): void => {
  const last = starts.length - 1;
  let cell = cellAt(starts, start);
  for (let at = Math.max(start, starts[0] ?? 0); at < end && cell < last; cell += 1) {
    const stop = Math.min(end, starts[cell + 1] ?? end);
    if (stop > at) tell(cell, stop - at);
    at = Math.max(at, stop);
  }
};

/** The last cell that begins at the moment or before it; the first one for what is earlier than all. */
const cellAt = (starts: Float64Array, ms: number): number => {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= ms) low = middle;
    else high = middle;
  }
  return low;
};
