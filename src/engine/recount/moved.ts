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

/**
 * Which of these entries (of one member) are counted in another way than `counting`, and what moves when they are counted like that.
 * @param usual how the space counts now, and so how an entry was counted that does not say it
 */
export const movedBy = (all: readonly Session[], counting: Counting, usual = counting): Moved => {
  const entries = all.filter((session) => !isSameCounting(session.counting, counting));
  const movedMs = entries.reduce((sum, session) => sum + movedMsOf(session, counting, usual), 0);
  return { entries, movedMs };
};

const movedMsOf = (session: Session, counting: Counting, usual: Counting): number => {
  const before = splitByDay(session, session.counting ?? usual);
  let moved = 0;
  for (const [day, ms] of splitByDay(session, counting)) moved += Math.max(0, ms - (before.get(day) ?? 0));
  return moved;
};
