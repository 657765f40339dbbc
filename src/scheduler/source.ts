import type { DomainError } from '../domain/errors.js';
import type { Result } from '../domain/result.js';
import type { Interval } from '../domain/session.js';
import type { Change } from './plan.js';
import type { Task } from './task.js';

/** Where tasks are kept: our own list of a member, or a tracker elsewhere. The caller makes one for each member and each workspace. */
export interface TaskSource {
  /** Short, and unique among the sources of one member; `Task.source` repeats it. */
  readonly id: string;
  /** All tasks, read to the end. A failure is a failure: it never looks like an empty list. */
  list(): Promise<Result<readonly Task[], DomainError>>;
  /**
   * Keeps when tasks of this source are planned, and answers for each of them, in the same order, whether it was kept; `at` (ms) is the moment of the run. A task
   * that somebody has changed since it was read may be left as it is: the next run sees it. A source that keeps only one range keeps that from the first start to the last end.
   */
  write(changes: readonly Change[], at: number): Promise<readonly Result<void, DomainError>[]>;
}

/** Times when a member has something else to do: a calendar elsewhere, or what they have been on the clock for. */
export interface BusySource {
  /** Spans that touch [from, to), ms, in any order. A failure is a failure: it never looks like a free week. */
  busy(from: number, to: number): Promise<Result<readonly Interval[], DomainError>>;
}

/** The names of a tracker's properties, which people may change. */
export interface TrackerProperties {
  readonly name: string;
  readonly rank: string;
  readonly status: string;
  /** A number of hours. */
  readonly estimate: string;
  readonly due: string;
  /** A range of dates with times. The scheduler writes it. */
  readonly scheduled: string;
  /** The moment at which the scheduler last wrote it. */
  readonly lastScheduled: string;
  /** A checkbox. Only one that is there and not ticked leaves a task out. */
  readonly auto: string;
}

export const TRACKER_PROPERTIES = {
  name: 'Task name',
  rank: 'Rank',
  status: 'Status',
  estimate: 'Est Duration Hrs',
  due: 'Due date',
  scheduled: 'Scheduled Date',
  lastScheduled: 'Last Scheduled',
  auto: 'Auto Schedule',
} as const satisfies TrackerProperties;
