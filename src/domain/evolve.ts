import { adjustEnded, confirmEnded, reopenEnded } from './ended-rules.js';
import type { DomainError } from './errors.js';
import { addPause } from './pauses.js';
import type { Result } from './result.js';
import type { MemberState, Session, SessionEvent } from './session.js';

/**
 * The state after an event; the version stays (it counts commands, see `applyCommand`).
 * @throws Error when the event cannot have come from `decide` on this state
 */
export const evolve = (state: MemberState, event: SessionEvent): MemberState => {
  const { active, last } = sessionsAfter(state, event);
  return { version: state.version, changedAt: Math.max(state.changedAt, event.at), active, last, seen: state.seen };
};

const sessionsAfter = (state: MemberState, event: SessionEvent): Pick<MemberState, 'active' | 'last'> => {
  const { active, last } = state;
  switch (event.type) {
    case 'clockedIn':
      if (active !== null) return impossible(event);
      return { active: begin(event), last };
    case 'paused':
      if (active?.status !== 'RUNNING') return impossible(event);
      return { active: { ...active, status: 'PAUSED', pausedSince: event.at }, last };
    case 'resumed':
      if (active === null) return impossible(event);
      return { active: { ...endPause(active, event.at), status: 'RUNNING' }, last };
    case 'clockedOut':
      if (active === null) return impossible(event);
      return {
        active: null,
        last: {
          ...endPause(active, event.at),
          status: 'ENDED_UNCONFIRMED',
          endedAt: event.at,
          endReason: event.reason,
        },
      };
    case 'noteSet':
      if (active?.id === event.session) return { active: { ...active, note: event.note }, last };
      if (last?.id === event.session) return { active, last: { ...last, note: event.note } };
      return impossible(event);
    case 'adjusted':
      if (last?.id !== event.session) return impossible(event);
      return { active, last: must(adjustEnded(last, event.effectiveMs), event) };
    case 'confirmed':
      if (last?.id !== event.session) return impossible(event);
      return { active, last: must(confirmEnded(last), event) };
    case 'reopened':
      if (active !== null || last?.id !== event.session) return impossible(event);
      return { active: must(reopenEnded(last, event.at), event), last: null };
  }
};

const begin = (event: Extract<SessionEvent, { readonly type: 'clockedIn' }>): Session => ({
  id: event.session,
  category: event.category,
  status: 'RUNNING',
  note: event.note,
  startedAt: event.at,
  pauses: [],
  pausedSince: null,
  endedAt: null,
  endReason: null,
  overrideMs: null,
});

/** The running pause, if there is one, becomes an interval. */
const endPause = (session: Session, at: number): Session =>
  session.pausedSince === null
    ? session
    : { ...session, pauses: addPause(session.pauses, { start: session.pausedSince, end: at }), pausedSince: null };

const must = (result: Result<Session, DomainError>, event: SessionEvent): Session =>
  result.ok ? result.value : impossible(event);

const impossible = (event: SessionEvent): never => {
  throw new Error(`event ${event.type} does not fit the state`);
};
