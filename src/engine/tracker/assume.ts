import { categoryId, sessionId } from '../../domain/ids.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../../domain/session.js';
import type { Ask } from './plan.js';

/**
 * The state of a member of whom nothing is known here, as it would have to be for the command to make sense. Used only while Redis is
 * away: the change is recorded, and what it really means is decided when Redis is back.
 */
export const assumeBefore = ({ command, at, requestId }: Ask): MemberState => {
  if (command.type === 'clockIn') return EMPTY_MEMBER;
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
  };
  const paused: Session = { ...running, status: 'PAUSED', pausedSince: at };
  return { ...EMPTY_MEMBER, active: command.type === 'resume' ? paused : running };
};
