import { countingOf } from './counting.js';
import { splitByDay } from './day-split.js';
import type { CategoryId } from './ids.js';
import type { Session } from './session.js';
import type { SpaceConfig } from './space.js';
import type { Week } from './week.js';

/**
 * Effective time by category, ms: what is booked on the days of the week (`days`: `yyyymmdd` -> category -> ms), and the part of the session on the clock that
 * lies there. `now` in ms.
 */
export const workedIn = (
  week: Week,
  days: ReadonlyMap<string, ReadonlyMap<CategoryId, number>>,
  active: Session | null,
  { settings }: Pick<SpaceConfig, 'settings'>,
  now: number,
): ReadonlyMap<CategoryId, number> => {
  const worked = new Map<CategoryId, number>();
  const add = (category: CategoryId, ms: number): unknown => worked.set(category, (worked.get(category) ?? 0) + ms);
  for (const shares of days.values()) for (const [category, ms] of shares) add(category, ms);
  if (active === null) return worked;
  for (const [day, ms] of splitByDay(active, countingOf(settings), Math.max(now, active.startedAt)))
    if (day >= week.from && day <= week.to) add(active.category, ms);
  return worked;
};
