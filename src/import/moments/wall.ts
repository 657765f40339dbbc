import { Temporal } from 'temporal-polyfill';
import { addDays, startOfDay } from '../../domain/calendar.js';
import { resolveWallTime } from '../../domain/typed/wall-time.js';
import type { ClockTime } from './stamp.js';

/** A date and a time as the clocks of some zone show it. */
export interface Wall {
  readonly date: readonly [year: number, month: number, day: number];
  readonly time: ClockTime;
}

/** The moments, ms, at which a zone's clocks show a wall time: mostly one; two where they are put back; `isMoved`: they jump over it. */
export interface WallMoments {
  readonly first: number;
  readonly second: number | null;
  readonly isMoved: boolean;
}

const DAY_MS = 86_400_000;
/** Days remembered for each zone; beyond it the memory starts anew. */
const DAYS_KEPT = 8_192;
/** Zone -> `yyyymmdd` -> the first moment of the day, ms; null where its clocks change within it. */
const memory = new Map<string, Map<string, number | null>>();

const digits = (value: number, length: number): string => String(value).padStart(length, '0');
export const dayText = ([year, month, day]: Wall['date']): string => `${digits(year, 4)}${digits(month, 2)}${digits(day, 2)}`;

const evenDay = (day: string, zone: string): number | null => {
  let days = memory.get(zone);
  if (days === undefined || days.size >= DAYS_KEPT) memory.set(zone, (days = new Map<string, number | null>()));
  let start = days.get(day);
  if (start === undefined) {
    const [from, to] = [startOfDay(day, zone), startOfDay(addDays(day, 1), zone)];
    days.set(day, (start = to - from === DAY_MS ? from : null));
  }
  return start;
};

/** Where the clocks of an IANA zone jump over a wall time, it is moved on by as much as they jump. */
export const momentsOf = ({ date, time }: Wall, zone: string): WallMoments => {
  const { hour, minute, second, ms } = time;
  const sinceMidnight = ((hour * 60 + minute) * 60 + second) * 1000 + ms;
  const day = dayText(date);
  const start = evenDay(day, zone);
  if (start !== null) return { first: start + sinceMidnight, second: null, isMoved: false };
  if (hour === 24) return { first: startOfDay(addDays(day, 1), zone), second: null, isMoved: false };
  const [year, month, dayOfMonth] = date;
  const wall = Temporal.PlainDateTime.from({ year, month, day: dayOfMonth, hour, minute, second, millisecond: ms });
  const resolved = resolveWallTime(wall, zone);
  if (!resolved.ok) return { first: wall.toZonedDateTime(zone).epochMilliseconds, second: null, isMoved: true };
  return resolved.value.kind === 'moment'
    ? { first: resolved.value.at, second: null, isMoved: false }
    : { first: resolved.value.first, second: resolved.value.second, isMoved: false };
};

/** The next date. */
export const nextDate = (date: Wall['date']): Wall['date'] => {
  const next = addDays(dayText(date), 1);
  return [Number(next.slice(0, 4)), Number(next.slice(4, 6)), Number(next.slice(6))];
};
