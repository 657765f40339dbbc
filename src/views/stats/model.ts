import type { DayRange } from '../../domain/range.js';
import type { WeekStart } from '../../domain/calendar.js';
import type { CategoryLook } from '../text.js';

/** How many days the figures are of, all of them over. */
export const STATS_PERIODS = ['7', '28', '90'] as const;
export type StatsPeriod = (typeof STATS_PERIODS)[number];

export const STATS_PAGES = ['days', 'hours', 'forecast'] as const;
export type StatsPage = (typeof STATS_PAGES)[number];

/** Values by place; null where there is no figure. */
export type Values = readonly (number | null)[];

/** What stands above the pictures of days and of hours. All of it may be shown: what is of few people is not in it. */
export interface StatsSummary {
  readonly people: number;
  /** ms */
  readonly ms: number;
  /** How many days the figures are of. */
  readonly days: number;
  /** Weekly targets; null: nothing may be told of them. */
  readonly targets: { readonly set: number; readonly met: number } | null;
  /** Requests that wait for an answer. */
  readonly requests: number;
  /** Of how many members the figures are, where there are more; null: of all. */
  readonly cut: number | null;
}

/** Time by day and by category. */
export interface DaysModel {
  readonly range: DayRange;
  /** `yyyymmdd` */
  readonly days: readonly string[];
  /** ms of each day, of the category that was chosen or of all. */
  readonly byDay: Values;
  /** Of all days and categories, those without a figure too, ms. */
  readonly ms: number;
  readonly category: { readonly look: CategoryLook; readonly ms: number } | null;
  /** Most time first; ms. */
  readonly categories: readonly { readonly look: CategoryLook; readonly ms: number }[];
  /** Those that are not shown, together; null: there are none. */
  readonly other: { readonly count: number; readonly ms: number } | null;
}

/** Time by weekday and hour. */
export interface HoursModel {
  readonly range: DayRange;
  readonly weekStart: WeekStart;
  /** ms by weekday (0 is Monday) and hour of the clock. */
  readonly heat: readonly Values[];
  /** People on the clock at each hour, on average. */
  readonly coverage: Values;
}

/** Hours, and an interval that holds 80 % of what comes. */
export interface Expected {
  readonly hours: number;
  readonly low: number;
  readonly high: number;
}

export interface ForecastModel {
  /** From today on. */
  readonly days: readonly (Expected & { readonly day: string })[];
  readonly next7: Expected;
  readonly next28: Expected;
  /** Mean absolute errors of single days that were judged, hours; null when none was. */
  readonly errors: { readonly own: number; readonly lastWeek: number } | null;
}

/** A figure is of so many people at least. */
export interface Least {
  readonly least: number;
}
