import { rowOf } from '../../domain/commands.js';
import { categoryId, sessionId } from '../../domain/ids.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../../domain/session.js';
import type { Ask } from './plan.js';

/**
 * The state of a member of whom nothing is known here, as it would have to be for the command to make sense; null for a command that needs to
 * know. Used only while Redis is away: the change is recorded, and what it really means is decided when Redis is back.
 */
export const assumeBefore = ({ command, at, requestId }: Ask): MemberState | null => {
  const { before } = rowOf(command);
  if (before === undefined) return null;
  if (before === 'idle') return EMPTY_MEMBER;
  const named = 'session' in command ? command.session : undefined;
  const running: Session = {
    id: named ?? sessionId(requestId),
    category: categoryId(''),
    status: 'RUNNING',
    note: null,
    startedAt: at,
    pauses: [],
    pausedSince: null,
    endedAt: null,
    endReason: null,
    overrideMs: null,
    counting: null,
  };
  const paused: Session = { ...running, status: 'PAUSED', pausedSince: at };
  return { ...EMPTY_MEMBER, active: before === 'paused' ? paused : running };
};
