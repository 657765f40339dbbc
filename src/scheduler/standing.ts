import { fixedOutcome } from './fixed.js';
import { frameOf, isLate } from './frame.js';
import { inOrder } from './order.js';
import type { Plan, PlanInput } from './plan.js';

/** What is planned as it stands, in the order of rank: nothing is moved, and what has no place has none. */
export const standingPlan = (input: Omit<PlanInput, 'busy'>): Plan => {
  const frame = frameOf(input);
  return inOrder(input.tasks, input.options.rankOrder, input.hours.zone).map((task) => ({
    task,
    outcome: fixedOutcome(task, frame) ?? {
      kind: 'stays',
      why: 'kept',
      spans: task.scheduled,
      late: isLate(task, task.scheduled, frame),
    },
  }));
};
