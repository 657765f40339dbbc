import { isSameCounting, type Counting } from '../../domain/counting.js';
import { splitByDay } from '../../domain/day-split.js';
import type { Session } from '../../domain/session.js';

/** What a recount does to entries. */
export interface Moved {
  /** Those that are counted in another way. */
  readonly entries: readonly Session[];
  /** Time that counts for another day then, ms. The sum of all days stays. */
  readonly movedMs: number;
}

/** Which of these entries (of one member) are counted in another way than `counting`, and what moves when they are counted like that. */
export const movedBy = (all: readonly Session[], counting: Counting): Moved => {
  const entries = all.filter((session) => !isSameCounting(session.counting, counting));
  const movedMs = entries.reduce((sum, session) => sum + movedMsOf(session, counting), 0);
  return { entries, movedMs };
};

const movedMsOf = (session: Session, counting: Counting): number => {
  // One that does not say how it was counted was counted as its space counts.
  const before = splitByDay(session, session.counting ?? counting);
  let moved = 0;
  for (const [day, ms] of splitByDay(session, counting)) moved += Math.max(0, ms - (before.get(day) ?? 0));
  return moved;
};
