import { addDays, dayOf, startOfDay } from '../domain/calendar.js';
import type { Interval } from '../domain/session.js';
import type { PlanOptions } from './options.js';
import { dueAt } from './order.js';
import type { Wanted } from './place.js';
import type { PlanInput } from './plan.js';
import { endOf, type Task } from './task.js';
import { workWindows } from './windows.js';

/** What all steps of a plan go by. */
export interface Frame {
  readonly options: PlanOptions;
  /** ms. */
  readonly now: number;
  /** Work hours of the days that are planned. */
  readonly windows: readonly Interval[];
  /** The end of the last day that is planned, ms. */
  readonly horizon: number;
  /** When a task has to be over, ms; Infinity without a due date. */
  readonly dueAt: (task: Task) => number;
}

export const frameOf = ({ hours, options, now }: Omit<PlanInput, 'tasks' | 'busy'>): Frame => ({
  options,
  now,
  windows: workWindows(hours, now, options.daysAhead),
  horizon: startOfDay(addDays(dayOf(now, hours.zone), options.daysAhead), hours.zone),
  dueAt: (task) => dueAt(task.due, hours.zone) ?? Infinity,
});

/** Would a task be over only after it is due? */
export const isLate = (task: Task, spans: readonly Interval[], frame: Frame): boolean => (endOf(spans) ?? 0) > frame.dueAt(task);

/** ms that a task takes: its estimate or the default, rounded up to whole slots, at least one. */
export const slottedLength = ({ estimateMs }: Pick<Task, 'estimateMs'>, { slotMs, defaultEstimateMs }: PlanOptions): number =>
  Math.max(1, Math.ceil((estimateMs ?? defaultEstimateMs) / slotMs)) * slotMs;

export const wantedOf = (task: Task, { options, dueAt }: Frame): Wanted => ({
  lengthMs: slottedLength(task, options),
  slotMs: options.slotMs,
  dueAt: dueAt(task),
  split: options.split,
});
