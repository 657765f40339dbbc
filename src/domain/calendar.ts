import type { Temporal } from 'temporal-polyfill';
import { dayAt, plainDay, startOf, type LocalDay } from './local-days.js';

export type { LocalDay } from './local-days.js';

/** The last moment that a date can be, ms. */
export const LAST_MOMENT = 8_640_000_000_000_000;

export type WeekStart = 'monday' | 'sunday';

/** The days that totals are about: `yyyymmdd`, inclusive, in the space's zone. */
export interface TotalsPeriod {
  readonly day: string;
  /** The first day of the week, as the space has it. */
  readonly weekFrom: string;
  readonly weekTo: string;
  readonly monthFrom: string;
  readonly monthTo: string;
}

/** The local day `yyyymmdd` of a moment (ms) in an IANA zone, of days that begin `dayStart` minutes after midnight. @throws RangeError for an unknown zone */
export const dayOf = (ms: number, zone: string, dayStart = 0): string => dayAt(ms, zone, dayStart).day;

/** The local day of a moment with its bounds, ms; a day lasts 23, 24, 25 hours or otherwise, as the zone's clocks go. */
export const localDay = (ms: number, zone: string, dayStart = 0): LocalDay => dayAt(ms, zone, dayStart);

/** The first moment, ms, of the local day `yyyymmdd`: midnight (or `dayStart` minutes later), or later where the clocks jump over it. */
export const startOfDay = (day: string, zone: string, dayStart = 0): number => startOf(plainDay(day), zone, dayStart);

/** The day that lies `days` (may be negative) after `yyyymmdd`. */
export const addDays = (day: string, days: number): string => compact(plainDay(day).add({ days }));

/** Day, week and month around a moment (ms). */
export const totalsPeriod = (ms: number, zone: string, dayStart = 0, weekStart: WeekStart = 'monday'): TotalsPeriod =>
  totalsPeriodOf(dayOf(ms, zone, dayStart), weekStart);

/** The same around a local day `yyyymmdd`. @throws RangeError when it is none */
export const totalsPeriodOf = (day: string, weekStart: WeekStart = 'monday'): TotalsPeriod => {
  const periods = PERIODS[weekStart];
  const cached = periods.get(day);
  if (cached) return cached;
  const date = plainDay(day);
  const since = weekStart === 'monday' ? date.dayOfWeek - 1 : date.dayOfWeek % 7;
  const first = date.subtract({ days: since });
  const period: TotalsPeriod = {
    day,
    weekFrom: compact(first),
    weekTo: compact(first.add({ days: 6 })),
    monthFrom: compact(date.with({ day: 1 })),
    monthTo: compact(date.with({ day: date.daysInMonth })),
  };
  if (periods.size >= PERIODS_KEPT) periods.clear();
  periods.set(day, period);
  return period;
};

/** Totals are asked for at every status; a handful of days is asked for at a time. */
const PERIODS_KEPT = 512;
const PERIODS: Readonly<Record<WeekStart, Map<string, TotalsPeriod>>> = { monday: new Map(), sunday: new Map() };

const compact = (date: Temporal.PlainDate): string => date.toString().replaceAll('-', '');
