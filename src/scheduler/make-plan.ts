import type { Interval } from '../domain/session.js';
import { fixedOutcome, takesTime } from './fixed.js';
import { frameOf, isLate, slottedLength, wantedOf, type Frame } from './frame.js';
import { gapsOf, withoutAll } from './gaps.js';
import { hurry, keepPlaces, type Kept } from './keep.js';
import { inOrder } from './order.js';
import { findPlace } from './place.js';
import type { Change, Outcome, Plan, PlanInput } from './plan.js';
import { endOf, sameSpans, type Task } from './task.js';

/**
 * Plans tasks into work hours. In this order:
 *
 * 1. What nobody moves has its time: what is busy, pinned or in progress, or planned by hand for a task that the scheduler leaves alone.
 * 2. What has a place keeps it, the first in rank first, if it is still within work hours, long enough, and not taken.
 * 3. Of those, one that would be late moves if there is room before it is due.
 * 4. All others get the earliest place that is left, the first in rank first: before they are due if that can be, else as early as possible.
 *
 * The plan depends on nothing but its input, and planning again with what was planned changes nothing.
 */
export const makePlan = (input: PlanInput): Plan => {
  const frame = frameOf(input);
  const ordered = inOrder(input.tasks, input.options.rankOrder, input.hours.zone);
  const outcomes = new Map<Task, Outcome>();
  const fixed = [...input.busy];
  for (const task of ordered) {
    const outcome = fixedOutcome(task, frame);
    if (outcome === null) continue;
    outcomes.set(task, outcome);
    if (takesTime(outcome)) fixed.push(...task.scheduled);
  }
  const free = withoutAll(gapsOf(frame.windows, frame.now), fixed);
  const movable = ordered.filter((task) => !outcomes.has(task));
  const kept = hurry(keepPlaces(movable, free, fixed, frame), free, frame);
  for (const [task, spans] of kept.places) outcomes.set(task, placedOutcome(task, spans, kept, frame));
  let { gaps } = kept;
  for (const task of movable) {
    if (outcomes.has(task)) continue;
    const spans = findPlace(gaps, wantedOf(task, frame));
    outcomes.set(task, spans === null ? noPlace(task, frame) : placedOutcome(task, spans, kept, frame));
    gaps = withoutAll(gaps, spans ?? []);
  }
  return ordered.flatMap((task) => {
    const outcome = outcomes.get(task);
    return outcome === undefined ? [] : [{ task, outcome }];
  });
};

const placedOutcome = (task: Task, spans: readonly Interval[], { reasons }: Kept, frame: Frame): Outcome => {
  const late = isLate(task, spans, frame);
  if (sameSpans(spans, task.scheduled)) return { kind: 'stays', why: 'kept', spans, late };
  return { kind: 'placed', spans, moved: reasons.get(task) ?? null, late, assumed: task.estimateMs === null };
};

const noPlace = (task: Task, { windows, options }: Frame): Outcome => {
  const lengthMs = slottedLength(task, options);
  const longestMs = Math.max(0, ...windows.map(({ start, end }) => end - start));
  if (longestMs === 0) return { kind: 'unplaced', why: 'no-hours', lengthMs, longestMs };
  return { kind: 'unplaced', why: lengthMs > longestMs && !options.split ? 'too-long' : 'no-room', lengthMs, longestMs };
};

/** What has to be written so that a plan holds. A place that has passed is left as it was when there is no new one: it tells when the task was to be done. */
export const changesOf = (plan: Plan, now: number): readonly Change[] =>
  plan.flatMap(({ task, outcome }): readonly Change[] => {
    switch (outcome.kind) {
      case 'placed':
        return [{ task, spans: outcome.spans }];
      case 'unplaced':
        return (endOf(task.scheduled) ?? 0) > now ? [{ task, spans: [] }] : [];
      case 'stays':
      case 'left-out':
        return [];
    }
  });

/** The tasks as they are once the changes of a plan are written. */
export const applied = (plan: Plan, now: number): readonly Task[] => {
  const changes = new Map(changesOf(plan, now).map(({ task, spans }) => [task, spans]));
  return plan.map(({ task }) => ({ ...task, scheduled: changes.get(task) ?? task.scheduled }));
};
