import { addDays, startOfDay, totalsPeriodOf } from './calendar.js';
import { countingOf } from './counting.js';
import type { ErrorCode } from './errors.js';
import type { CategoryId, ChannelId } from './ids.js';
import type { SpaceSettings } from './space.js';

export const EXPORT_INTERVALS = ['week', 'month'] as const;
export type ExportInterval = (typeof EXPORT_INTERVALS)[number];

/** What a scheduled export tells: sums, and never the single entries with what people wrote about them. */
export const SCHEDULED_DETAILS = ['days', 'summary'] as const;
export type ScheduledDetail = (typeof SCHEDULED_DETAILS)[number];

/** An export of a whole server that is posted by itself when its week or month is over. */
export interface ExportSchedule {
  /** Digits; never given to another one of the space. */
  readonly id: string;
  readonly channel: ChannelId;
  /** As the formats of exports are named. */
  readonly format: string;
  readonly detail: ScheduledDetail;
  readonly every: ExportInterval;
  /** Null: of all categories. */
  readonly category: CategoryId | null;
  /** A day of the period that is posted next, `yyyymmdd`: its first one, unless the space lets its weeks begin on another day since. */
  readonly next: string;
  /** Why the last one could not be posted; null: it was, or there was none. It is told once. */
  readonly problem: ErrorCode | null;
}

/** So many are kept of a space. */
export const EXPORT_SCHEDULES_MAX = 10;

type Days = Pick<SpaceSettings, 'timeZone' | 'dayStart' | 'dayBoundary' | 'weekStart'>;

/** The first and the last day of the week or month that holds a day, as the space has its weeks. */
export const scheduledPeriod = (
  every: ExportInterval,
  day: string,
  { weekStart }: Pick<SpaceSettings, 'weekStart'>,
): { readonly from: string; readonly to: string } => {
  const { weekFrom, weekTo, monthFrom, monthTo } = totalsPeriodOf(day, weekStart);
  return every === 'week' ? { from: weekFrom, to: weekTo } : { from: monthFrom, to: monthTo };
};

/** When the period is over that is posted next, ms: as the days of the space go by its settings. */
export const exportDueAt = ({ every, next }: Pick<ExportSchedule, 'every' | 'next'>, settings: Days): number => {
  const { zone, dayStart } = countingOf(settings);
  return startOfDay(addDays(scheduledPeriod(every, next, settings).to, 1), zone, dayStart);
};
