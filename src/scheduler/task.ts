import type { Interval } from '../domain/session.js';
import type { Due } from '../domain/tasks.js';

/** A task as the scheduler sees it, wherever it is kept. */
export interface Task {
  /** Unique in its source, and the same whenever it is read. */
  readonly id: string;
  /** The `id` of the source that it came from. */
  readonly source: string;
  readonly name: string;
  /** Which of two comes first is said by `PlanOptions.rankOrder`. Null comes after all ranks. */
  readonly rank: number | null;
  /** As its source spells it. */
  readonly status: string | null;
  /** ms. Null when nobody has said how long it takes. */
  readonly estimateMs: number | null;
  readonly due: Due | null;
  /** Where it was planned before, in order of time; several when it was split, none when it was never planned. */
  readonly scheduled: readonly Interval[];
  /** A person has said when: it is not moved as long as its end lies ahead. */
  readonly pinned: boolean;
  /** False: the scheduler leaves it alone. What a person has planned for it is taken as busy. */
  readonly auto: boolean;
  /** Somebody works on it at this moment: it is left where it is. */
  readonly active: boolean;
  /** What time for it is counted as: the name of a category. */
  readonly category: string | null;
}

/** The moment (ms) at which a planned task begins, or null. */
export const startOf = (spans: readonly Interval[]): number | null => spans[0]?.start ?? null;

/** The moment (ms) at which a planned task is over, or null. */
export const endOf = (spans: readonly Interval[]): number | null => spans.at(-1)?.end ?? null;

/** ms of all pieces together. */
export const lengthOf = (spans: readonly Interval[]): number => spans.reduce((sum, { start, end }) => sum + end - start, 0);

export const sameSpans = (one: readonly Interval[], other: readonly Interval[]): boolean =>
  one.length === other.length && one.every(({ start, end }, at) => start === other[at]?.start && end === other[at].end);
