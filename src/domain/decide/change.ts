import type { SessionEventName } from '../commands.js';
import type { MemberState, Session } from '../session.js';

/** What a decision does to one session; a row of the ledger. One of both is there, and when both are they have the same id. */
export interface SessionChange {
  readonly event: SessionEventName;
  /** ms */
  readonly at: number;
  /** Null: it did not exist. */
  readonly before: Session | null;
  /** Null: it exists no more. */
  readonly after: Session | null;
}

type Sessions = Pick<MemberState, 'active' | 'last'>;

/**
 * The sessions that a state holds, after a change: one that runs is the active one, one that was active and ends is the last one, and what
 * becomes of an older entry leaves both as they are.
 * @throws Error when two would be active: whoever decides sees to it that this cannot be
 */
export const applyChange = ({ active, last }: Sessions, { event, before, after }: SessionChange): Sessions => {
  const id = after?.id ?? before?.id;
  const wasLast = last !== null && last.id === id;
  const wasActive = active !== null && active.id === id;
  if (after === null) return { active: wasActive ? null : active, last: wasLast ? null : last };
  if (after.endedAt === null) {
    if (active !== null && !wasActive) throw new Error(`${event}: two sessions would be active`);
    return { active: after, last: wasLast ? null : last };
  }
  if (wasActive) return { active: null, last: after };
  return wasLast ? { active, last: after } : { active, last };
};
