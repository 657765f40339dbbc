import { Temporal } from 'temporal-polyfill';
import { addDays, dayOf } from '../domain/calendar.js';
import { plainDay } from '../domain/local-days.js';
import type { Interval } from '../domain/session.js';
import { resolveWallTime } from '../domain/typed/wall-time.js';
import type { WorkHours, WorkSpan } from './options.js';

const MIDNIGHT = Temporal.PlainTime.from('00:00');

/**
 * The work hours of `days` local days beginning with that of `now`, as moments (ms), in order, none of which overlaps another. Hours that began on the day
 * before and go on after midnight are among them. On nights when the clocks change they are as long as they are, and never outside of what the clocks
 * show as work hours.
 */
export const workWindows = ({ zone, days }: WorkHours, now: number, count: number): readonly Interval[] => {
  const today = dayOf(now, zone);
  const windows: Interval[] = [];
  for (let ahead = -1; ahead < count; ahead += 1) {
    const date = plainDay(addDays(today, ahead));
    for (const hours of days[date.dayOfWeek - 1] ?? []) {
      const window = momentsOf(date, hours, zone);
      // What two days share, such as a night and the morning after it, belongs to the first.
      const start = Math.max(window.start, windows.at(-1)?.end ?? window.start);
      if (start < window.end && window.end > now) windows.push({ start, end: window.end });
    }
  }
  return windows;
};

const momentsOf = (date: Temporal.PlainDate, { from, to }: WorkSpan, zone: string): Interval => {
  const [begin, finish] = [wallTimes(date, from, zone), wallTimes(date, to, zone)];
  // Where the clocks show the beginning or the end twice, the hour between the two does not count as work hours.
  const start = begin.last < finish.first ? begin.last : begin.first;
  return { start, end: finish.first };
};

/** The first and the last moment at which the clocks show a time, or the end of the jump when they never do; ms. */
const wallTimes = (
  date: Temporal.PlainDate,
  minutes: number,
  zone: string,
): { readonly first: number; readonly last: number } => {
  const resolved = resolveWallTime(date.toPlainDateTime(MIDNIGHT).add({ minutes }), zone);
  if (!resolved.ok) {
    const after = Number(resolved.error.params?.['after']);
    return { first: after, last: after };
  }
  const { value } = resolved;
  return value.kind === 'moment' ? { first: value.at, last: value.at } : { first: value.first, last: value.second };
};
