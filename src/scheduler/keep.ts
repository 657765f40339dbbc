import type { Interval } from '../domain/session.js';
import { slottedLength, isLate, wantedOf, type Frame } from './frame.js';
import { givenBack, holds, overlap, withoutAll, type Gap } from './gaps.js';
import { placeBy } from './place.js';
import type { MoveReason } from './plan.js';
import { endOf, lengthOf, type Task } from './task.js';

/** Tasks with the places that they had before. */
export interface Kept {
  /** Those that may stay, and where. */
  readonly places: ReadonlyMap<Task, readonly Interval[]>;
  /** Of those that may not: why. */
  readonly reasons: ReadonlyMap<Task, MoveReason>;
  /** What is left of the gaps. */
  readonly gaps: readonly Gap[];
}

/** Which tasks (in the order of rank) keep their place. `fixed` is taken whatever happens, and is not in the gaps. */
export const keepPlaces = (tasks: readonly Task[], gaps: readonly Gap[], fixed: readonly Interval[], frame: Frame): Kept => {
  const places = new Map<Task, readonly Interval[]>();
  const reasons = new Map<Task, MoveReason>();
  let left = gaps;
  // Work hours are known up to the horizon only; what somebody has planned further ahead has to keep clear of the others alone.
  const ahead = fixed.filter(({ end }) => end > frame.horizon);
  for (const task of tasks) {
    if (task.scheduled.length === 0) continue;
    const reason = whyItMoves(task, left, ahead, frame);
    if (reason === null) {
      places.set(task, task.scheduled);
      left = withoutAll(left, task.scheduled);
      ahead.push(...task.scheduled.filter(({ end }) => end > frame.horizon));
    } else {
      reasons.set(task, reason);
    }
  }
  return { places, reasons, gaps: left };
};

const whyItMoves = (task: Task, gaps: readonly Gap[], ahead: readonly Interval[], frame: Frame): MoveReason | null => {
  const { scheduled } = task;
  if ((endOf(scheduled) ?? 0) <= frame.now) return 'passed';
  if (frame.options.anew) return 'anew';
  for (const span of scheduled) {
    if (span.start >= frame.horizon) {
      if (ahead.some((other) => overlap(other, span))) return 'taken';
    } else if (!holds(frame.windows, span)) {
      return 'outside-hours';
    } else if (!holds(gaps, span)) {
      return 'taken';
    }
  }
  // Somebody may have planned 50 minutes by hand for a task of 50 minutes, though it would have been given an hour.
  const needed = task.estimateMs ?? Math.min(lengthOf(scheduled), slottedLength(task, frame.options));
  return lengthOf(scheduled) < needed ? 'too-short' : null;
};

/**
 * Moves kept tasks that would be late to where they are in time, if there is room. One that moves may leave room for another, so they are looked at until
 * none of them moves; each moves once at most, since it is in time from then on.
 */
export const hurry = (kept: Kept, all: readonly Gap[], frame: Frame): Kept => {
  const places = new Map(kept.places);
  const reasons = new Map(kept.reasons);
  let { gaps } = kept;
  let waiting = [...places].filter(([task, spans]) => isLate(task, spans, frame)).map(([task]) => task);
  for (let before = Infinity; waiting.length < before;) {
    before = waiting.length;
    waiting = waiting.filter((task) => {
      const free = givenBack(gaps, places.get(task) ?? [], all);
      const place = placeBy(free, wantedOf(task, frame), frame.dueAt(task));
      if (place === null) return true;
      places.set(task, place);
      reasons.set(task, 'late');
      gaps = withoutAll(free, place);
      return false;
    });
  }
  return { places, reasons, gaps };
};
