import { isLate, type Frame } from './frame.js';
import type { Outcome } from './plan.js';
import { endOf, startOf, type Task } from './task.js';

/** What the plan says of a task that it does not move, whatever else there is; null for all others. */
export const fixedOutcome = (task: Task, frame: Frame): Outcome | null => {
  const { scheduled } = task;
  if (isLeftOut(task.status, frame.options.leftOut)) return { kind: 'left-out', why: 'status' };
  if (!task.auto) return { kind: 'left-out', why: 'auto' };
  const [start, end] = [startOf(scheduled), endOf(scheduled)];
  if (task.active) return { kind: 'stays', why: 'in-progress', spans: scheduled, late: isLate(task, scheduled, frame) };
  if (start === null || end === null || end <= frame.now) return null;
  const why = start <= frame.now ? 'in-progress' : task.pinned ? 'pinned' : null;
  return why === null ? null : { kind: 'stays', why, spans: scheduled, late: isLate(task, scheduled, frame) };
};

/** Does a task whose outcome is fixed take the time that it is planned at? One that is done does not. */
export const takesTime = (outcome: Outcome): boolean => outcome.kind !== 'left-out' || outcome.why === 'auto';

const isLeftOut = (status: string | null, leftOut: readonly string[]): boolean =>
  status !== null && leftOut.some((word) => fold(word) === fold(status));

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
