import { domainError, type DomainError } from '../errors.js';
import type { SessionId } from '../ids.js';
import { endOf, firstClash } from '../overlap.js';
import type { MemberState, Session } from '../session.js';
import type { SessionChange } from './change.js';

/**
 * Would a session that these changes make count time that another one of the member counts too? `neighbours` are the entries around it as
 * the store has them, of this state or newer. A session that runs again by an undo is free to do so, as the clock always is. ENTRY_OVERLAPS with the other one's id and its times in ms; null when all are apart.
 */
export const overlapOf = (
  changes: readonly SessionChange[],
  { active, last }: MemberState,
  neighbours: readonly Session[],
  at: number,
): DomainError | null => {
  const sessions = new Map<SessionId, Session>();
  for (const session of [...neighbours, last, active]) if (session !== null) sessions.set(session.id, session);
  const made = new Set<SessionId>();
  for (const { event, before, after } of changes) {
    if (after !== null) {
      sessions.set(after.id, after);
      if (event !== 'undone' || after.endedAt !== null) made.add(after.id);
    } else if (before !== null) sessions.delete(before.id);
  }
  for (const id of made) {
    const session = sessions.get(id);
    const clash = session === undefined ? null : firstClash(session, sessions.values(), at);
    if (clash !== null) return overlapError(clash.other, at);
  }
  return null;
};

const overlapError = (other: Session, at: number): DomainError =>
  domainError('ENTRY_OVERLAPS', {
    session: other.id,
    from: other.startedAt,
    to: endOf(other, at),
  });
