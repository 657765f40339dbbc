import { totalsPeriod } from '../domain/calendar.js';
import { countingOf } from '../domain/counting.js';
import { splitByDay } from '../domain/day-split.js';
import { categoryId, type CategoryId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { SpaceSettings } from '../domain/space.js';
import { targetsOf, type Target } from '../domain/targets.js';
import type { Week } from '../domain/week.js';
import type { Totals } from '../engine/store.js';

export interface RunningTotals {
  /** ms, the running session included. */
  readonly today: number;
  readonly week: number;
  readonly month: number;
  readonly thisWeek: Week;
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
    thisWeek: { from: period.weekFrom, to: period.weekTo },
    today: sum(totals.today) + live(period.day, period.day),
    week: sum(totals.week) + week,
    month: sum(totals.month) + live(period.monthFrom, period.monthTo),
    shares: [...shares]
      .filter(([, ms]) => ms > 0)
      .sort(([, a], [, b]) => b - a)
      .map(([category, ms]) => ({ category: categoryId(category), ms })),
  };
};

const MINUTE = 60_000;

/** The shares of the week with the targets that hold in it: categories with a target first, also those that nothing was done for. */
export const besideTargets = (
  { shares, thisWeek }: Pick<RunningTotals, 'shares' | 'thisWeek'>,
  targets: readonly Target[],
): readonly { readonly category: CategoryId; readonly ms: number; readonly targetMs?: number }[] => {
  if (targets.length === 0) return shares;
  const minutes = targetsOf(targets, thisWeek);
  const worked = new Map(shares.map(({ category, ms }) => [category, ms]));
  const wanted = [...minutes].map(([category, target]) => ({
    ...{ category, ms: worked.get(category) ?? 0, targetMs: target * MINUTE },
  }));
  return [...wanted.toSorted((a, b) => b.targetMs - a.targetMs), ...shares.filter(({ category }) => !minutes.has(category))];
};
