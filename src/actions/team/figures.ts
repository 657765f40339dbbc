import type { Counting } from '../../domain/counting.js';
import { splitByDay } from '../../domain/day-split.js';
import { effectiveMs } from '../../domain/effective.js';
import type { DayRange } from '../../domain/range.js';
import type { Session } from '../../domain/session.js';
import { targetsOf, type Target } from '../../domain/targets.js';
import type { Week } from '../../domain/week.js';

/** Entries that wait to be confirmed. */
export interface Unconfirmed {
  readonly count: number;
  /** What they count, ms. */
  readonly ms: number;
}

export const unconfirmedOf = (entries: readonly Session[]): Unconfirmed => {
  const waiting = entries.filter(({ status }) => status === 'ENDED_UNCONFIRMED');
  return { count: waiting.length, ms: waiting.reduce((sum, session) => sum + effectiveMs(session, session.endedAt ?? 0), 0) };
};

/** The part of what runs that lies in the days, ms. */
export const runningIn = (active: Session | null, { from, to }: DayRange, counting: Counting, now: number): number => {
  if (active === null) return 0;
  const days = [...splitByDay(active, counting, Math.max(now, active.startedAt))];
  return days.reduce((sum, [day, ms]) => (day >= from && day <= to ? sum + ms : sum), 0);
};

const MINUTE = 60_000;

/** What a member wants to do in these weeks in all categories, ms; 0 without any target. */
export const targetMs = (targets: readonly Target[], weeks: readonly Week[]): number =>
  weeks.reduce((sum, week) => sum + [...targetsOf(targets, week).values()].reduce((minutes, each) => minutes + each, 0), 0) *
  MINUTE;
