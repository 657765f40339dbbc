import { addDays, startOfDay, totalsPeriodOf } from './calendar.js';
import { countingOf } from './counting.js';
import type { ErrorCode } from './errors.js';
import type { CategoryId, ChannelId } from './ids.js';
import type { SpaceSettings } from './space.js';

export const SCHEDULES = ['week', 'month'] as const;
export type Schedule = (typeof SCHEDULES)[number];

/** A leaderboard that is posted by itself when its week or month is over. */
export interface BoardPost {
  /** Digits; never given to another one of the space. */
  readonly id: string;
  readonly channel: ChannelId;
  readonly every: Schedule;
  /** Null: of all categories. */
  readonly category: CategoryId | null;
  /** The first day of the period that is posted next, `yyyymmdd`. */
  readonly next: string;
  /** Why the last one could not be posted; null: it was, or there was none. It is told once. */
  readonly problem: ErrorCode | null;
}

/** So many are kept of a space. */
export const BOARD_POSTS_MAX = 10;

/** The first and the last day of the week (of boards: from Monday) or month that holds a day. */
const periodOf = (every: Schedule, day: string): readonly [from: string, to: string] => {
  const { weekFrom, weekTo, monthFrom, monthTo } = totalsPeriodOf(day);
  return every === 'week' ? [weekFrom, weekTo] : [monthFrom, monthTo];
};

/** The first day of the week or month that holds a day. */
export const periodStart = (every: Schedule, day: string): string => periodOf(every, day)[0];

/** When the period is over that is posted next, ms: as the days of the space go by its settings. */
export const dueAt = (
  { every, next }: Pick<BoardPost, 'every' | 'next'>,
  settings: Pick<SpaceSettings, 'timeZone' | 'dayStart' | 'dayBoundary'>,
): number => {
  const { zone, dayStart } = countingOf(settings);
  const [, to] = periodOf(every, next);
  return startOfDay(addDays(to, 1), zone, dayStart);
};
