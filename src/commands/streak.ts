import { leaveDaysOf } from '../actions/leave.js';
import { addDays, dayOf } from '../domain/calendar.js';
import { countingOf } from '../domain/counting.js';
import { splitByDay } from '../domain/day-split.js';
import type { CategoryId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { SpaceConfig } from '../domain/space.js';
import { countStreak, isWhole, streakRulesOf, type Streak } from '../domain/streak.js';
import { StoreUnavailable, type Totals } from '../engine/store.js';
import type { Deps } from './deps.js';
import type { Context } from './kit/context.js';
import { configOrNull } from './present.js';
import { sum } from './totals.js';

type Who = Pick<Context, 'space' | 'user'>;
type Needs = Pick<Deps, 'overview' | 'timesheet' | 'spaces' | 'clock' | 'documents'>;

const FIRST_DAY = '00000101';
const LAST_DAY = '99991231';

/** Effective time of each day, ms: what is booked, and what the session on the clock has so far. */
const sumsOf = (
  days: ReadonlyMap<string, ReadonlyMap<CategoryId, number>>,
  active: Session | null,
  { settings }: SpaceConfig,
  now: number,
): ReadonlyMap<string, number> => {
  const sums = new Map<string, number>();
  for (const [day, categories] of days) for (const ms of categories.values()) sums.set(day, (sums.get(day) ?? 0) + ms);
  if (active === null) return sums;
  for (const [day, ms] of splitByDay(active, countingOf(settings), Math.max(now, active.startedAt)))
    sums.set(day, (sums.get(day) ?? 0) + ms);
  return sums;
};

const todayIn = ({ settings }: SpaceConfig, now: number): string => {
  const { zone, dayStart } = countingOf(settings);
  return dayOf(now, zone, dayStart);
};

const unlessAway = async <T>(read: () => Promise<T>): Promise<T | null> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
};

/**
 * A member's days in a row, the running session included, counted anew from all their days and their leave: so a correction of any of them is in it. Null while Redis is
 * away.
 */
export const streakOf = (who: Who, deps: Needs): Promise<Streak | null> =>
  unlessAway(async () => {
    const [config, leave, status, days] = await Promise.all([
      configOrNull(deps, who.space),
      leaveDaysOf(who, deps),
      deps.overview.status(who.space, who.user),
      deps.timesheet.days(who.space, who.user, FIRST_DAY, LAST_DAY),
    ]);
    if (config === null || !status.ok || status.value.possiblyStale) return null;
    const now = deps.clock.now();
    return countStreak(
      sumsOf(days, status.value.state.active, config, now),
      todayIn(config, now),
      streakRulesOf(config.settings, leave),
    );
  });

/** How many days back are read for a click, one after the other while the streak may be longer: two months are read in one go. */
const WINDOWS = [28, 180, 730, 3_650, 36_500];
/** A single day is no streak. */
const WORTH_A_WORD = 2;

/**
 * What the summary of a clock-out says: the days in a row when the day that it is has been reached, from the second one on, else null. Nothing is read for a day that
 * has not been reached, and mostly a month for one that has.
 */
export const streakAfterClockOut =
  (ctx: Who & Pick<Context, 'occurredAt'>, { timesheet, documents }: Pick<Deps, 'timesheet' | 'documents'>) =>
  (totals: Totals, config: SpaceConfig): Promise<number | null> =>
    unlessAway(async () => {
      const today = todayIn(config, ctx.occurredAt);
      if (totals.day !== today || sum(totals.today) < streakRulesOf(config.settings).minimumMs) return null;
      const rules = streakRulesOf(config.settings, await leaveDaysOf(ctx, { documents }));
      for (const back of WINDOWS) {
        const from = addDays(today, -back);
        const days = await timesheet.days(ctx.space, ctx.user, from, addDays(today, 1));
        const streak = countStreak(sumsOf(days, null, config, 0), today, rules);
        if (!streak.todayCounts) return null;
        if (isWhole(streak, from, today, rules) || back === WINDOWS.at(-1))
          return streak.present < WORTH_A_WORD ? null : streak.present;
      }
      return null;
    });
