import { totalsPeriod } from '../domain/calendar.js';
import { countingOf } from '../domain/counting.js';
import { splitByDay } from '../domain/day-split.js';
import { categoryId, type CategoryId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { SpaceSettings } from '../domain/space.js';
import type { Totals } from '../engine/store.js';

export interface RunningTotals {
  /** ms, the running session included. */
  readonly today: number;
  readonly week: number;
  readonly month: number;
  /** Of the week, largest first. */
  readonly shares: readonly { readonly category: CategoryId; readonly ms: number }[];
}

export const sum = (byCategory: Readonly<Record<string, number>>): number =>
  Object.values(byCategory).reduce((total, ms) => total + ms, 0);

/** Totals of ended sessions plus what the active one has so far, by the days of the space; `now` in ms. */
export const withRunning = (
  totals: Totals,
  active: Session | null,
  now: number,
  settings: Pick<SpaceSettings, 'timeZone' | 'dayStart' | 'dayBoundary' | 'weekStart'>,
): RunningTotals => {
  const counting = countingOf(settings);
  const period = totalsPeriod(now, counting.zone, counting.dayStart, settings.weekStart);
  const days = active === null ? [] : [...splitByDay(active, counting, now)];
  const live = (from: string, to: string): number =>
    days.reduce((total, [day, ms]) => (day >= from && day <= to ? total + ms : total), 0);
  const week = live(period.weekFrom, period.weekTo);
  const shares = new Map(Object.entries(totals.week));
  if (active !== null && week > 0) shares.set(active.category, (shares.get(active.category) ?? 0) + week);
  return {
    today: sum(totals.today) + live(period.day, period.day),
    week: sum(totals.week) + week,
    month: sum(totals.month) + live(period.monthFrom, period.monthTo),
    shares: [...shares]
      .filter(([, ms]) => ms > 0)
      .sort(([, a], [, b]) => b - a)
      .map(([category, ms]) => ({ category: categoryId(category), ms })),
  };
};
