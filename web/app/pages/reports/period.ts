import { addDays, totalsPeriodOf, type WeekStart } from '../../../../src/domain/calendar.js';
import { isDay } from '../../../../src/domain/week.js';

/** Days `yyyymmdd`; both are part of the period. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

export const GROUPS = ['day', 'week', 'month'] as const;
export type Group = (typeof GROUPS)[number];

/** Periods that can be chosen by name; `custom` is what the fields say. */
export const PRESETS = ['week', 'lastWeek', 'month', 'lastMonth', 'year'] as const;
export type Preset = (typeof PRESETS)[number];

export const presetPeriod = (preset: Preset, today: string, weekStart: WeekStart): Period => {
  const now = totalsPeriodOf(today, weekStart);
  switch (preset) {
    case 'week':
      return { from: now.weekFrom, to: now.weekTo };
    case 'lastWeek': {
      const last = totalsPeriodOf(addDays(now.weekFrom, -1), weekStart);
      return { from: last.weekFrom, to: last.weekTo };
    }
    case 'month':
      return { from: now.monthFrom, to: now.monthTo };
    case 'lastMonth': {
      const last = totalsPeriodOf(addDays(now.monthFrom, -1), weekStart);
      return { from: last.monthFrom, to: last.monthTo };
    }
    case 'year':
      return { from: `${today.slice(0, 4)}0101`, to: `${today.slice(0, 4)}1231` };
  }
};

/** How many days a period has. */
export const daysIn = ({ from, to }: Period): number => Math.round((utcOf(to) - utcOf(from)) / 86_400_000) + 1;

const utcOf = (day: string): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));

/** Longer periods cannot be asked for. */
export const DAYS_MAX = 366;

/** By what a period is shown unless the reader says so: no more columns than can be told apart. */
export const usualGroup = (period: Period): Group => {
  const days = daysIn(period);
  return days <= 35 ? 'day' : days <= 120 ? 'week' : 'month';
};

/** What an address asks for; what is missing or wrong is this week. */
export const readPeriod = (query: URLSearchParams, today: string, weekStart: WeekStart): Period => {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  if (!isDay(from) || !isDay(to) || from > to || daysIn({ from, to }) > DAYS_MAX) return presetPeriod('week', today, weekStart);
  return { from, to };
};
