import type { Interval } from '../domain/session.js';
import type { PlanOptions, WorkHours } from './options.js';
import type { Task } from './task.js';

/** Why a task is not where it was. */
export type MoveReason =
  /** It was over before the task was done. */
  | 'passed'
  /** Something else is there now. */
  | 'taken'
  | 'outside-hours'
  /** The task takes longer than that by now. */
  | 'too-short'
  /** It would have been late, and is not any more. */
  | 'late'
  /** Everything was placed anew. */
  | 'anew';

/** What the plan says of one task. */
export type Outcome =
  | { readonly kind: 'left-out'; readonly why: 'status' | 'auto' }
  /** It has a place that nobody moves: somebody pinned it, it is in progress, or it still may stay where it was. */
  | {
      readonly kind: 'stays';
      readonly why: 'pinned' | 'in-progress' | 'kept';
      readonly spans: readonly Interval[];
      readonly late: boolean;
    }
  | {
      readonly kind: 'placed';
      readonly spans: readonly Interval[];
      /** Null for a task that had no place before. */
      readonly moved: MoveReason | null;
      /** It is over only after it is due. */
      readonly late: boolean;
      /** Nobody has said how long it takes, so the default was taken. */
      readonly assumed: boolean;
    }
  | {
      readonly kind: 'unplaced';
      /** `too-long`: no day has that many work hours in one piece; `longestMs` is the most that there is. */
      readonly why: 'no-hours' | 'too-long' | 'no-room';
      /** What it takes, rounded up to slots, ms. */
      readonly lengthMs: number;
      readonly longestMs: number;
    };

export interface PlannedTask {
  readonly task: Task;
  readonly outcome: Outcome;
}

export interface PlanInput {
  readonly tasks: readonly Task[];
  readonly hours: WorkHours;
  /** Taken by something else, in any order. */
  readonly busy: readonly Interval[];
  readonly options: PlanOptions;
  /** ms. */
  readonly now: number;
}

/** In the order of rank. */
export type Plan = readonly PlannedTask[];

/** What a run has to write: only what is planned otherwise than it was. */
export interface Change {
  readonly task: Task;
  /** None: it is not planned any more. */
  readonly spans: readonly Interval[];
}

/** Where the plan has put a task; nowhere when it leaves it out or has no place for it. */
export const spansOf = ({ outcome }: PlannedTask): readonly Interval[] => {
  switch (outcome.kind) {
    case 'stays':
    case 'placed':
      return outcome.spans;
    case 'left-out':
    case 'unplaced':
      return [];
  }
};
