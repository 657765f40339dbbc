import type { WorkSpan } from '../domain/work-hours.js';

export type { WorkSpan } from '../domain/work-hours.js';

const HOUR = 3_600_000;
const MINUTE = 60_000;

/** When a member works. */
export interface WorkHours {
  /** IANA name; the zone of the host plays no part. */
  readonly zone: string;
  /** Seven lists, Monday first; an empty one is a free day. Spans of a day are in order and do not overlap. */
  readonly days: readonly (readonly WorkSpan[])[];
}

export const RANK_ORDERS = ['high', 'low'] as const;
/** `high`: the largest number comes first. `low`: the smallest one does, as where 1 is the most important. */
export type RankOrder = (typeof RANK_ORDERS)[number];

export interface PlanOptions {
  /** ms; starts and lengths are multiples of it, counted from the beginning of the work hours. */
  readonly slotMs: number;
  /** How many local days are planned, today included. */
  readonly daysAhead: number;
  readonly rankOrder: RankOrder;
  /** May a task be done in several pieces when there is no place for it as a whole? */
  readonly split: boolean;
  /** Of a task without an estimate, ms. */
  readonly defaultEstimateMs: number;
  /** Tasks of these statuses are left out; upper and lower case are the same. */
  readonly leftOut: readonly string[];
  /** Places everything anew by rank, also what has its place already; what is pinned or in progress stays even then. */
  readonly anew: boolean;
}

export const PLAN_DEFAULTS = {
  slotMs: 15 * MINUTE,
  daysAhead: 7,
  rankOrder: 'high',
  split: false,
  defaultEstimateMs: HOUR,
  leftOut: ['completed', 'complete', 'done', 'canceled', 'cancelled', 'backlog'],
  anew: false,
} as const satisfies PlanOptions;

/** The same hours from Monday to Friday, `from` and `to` in hours; `to` at or before `from` is on the next day. */
export const officeHours = (zone: string, from: number, to: number): WorkHours => {
  const day = [{ from: from * 60, to: (to <= from ? to + 24 : to) * 60 }];
  return { zone, days: [day, day, day, day, day, [], []] };
};
