import { adjustEnded, confirmEnded, reopenEnded } from './ended-rules.js';
import { domainError, type DomainError } from './errors.js';
import { evolve } from './evolve.js';
import type { SessionId } from './ids.js';
import { parseNote } from './note.js';
import { err, ok, type Result } from './result.js';
import type { MemberState, Session, SessionCommand, SessionEvent } from './session.js';

export interface DecideOptions {
  /** Refuse (EVENT_TOO_OLD) an event from before the member's last change, instead of moving it there. For replays of the journal. */
  readonly strict?: boolean;
}

type Decision = Result<readonly SessionEvent[], DomainError>;
type Of<Type extends SessionCommand['type']> = Extract<SessionCommand, { readonly type: Type }>;

const refuse = (code: DomainError['code']): { readonly ok: false; readonly error: DomainError } => err(domainError(code));

/**
 * What a command does to a member, as events; nothing is changed. `at` in ms; it is never placed before the member's last change,
 * so that events stay in order although clocks and deliveries do not.
 */
export const decide = (state: MemberState, command: SessionCommand, at: number, options: DecideOptions = {}): Decision => {
  if (options.strict === true && at < state.changedAt) return refuse('EVENT_TOO_OLD');
  const when = Math.max(state.changedAt, Math.floor(at));
  switch (command.type) {
    case 'clockIn':
      return clockIn(state, command, when);
    case 'pause':
      return pause(state, command, when);
    case 'resume':
      return resume(state, command, when);
    case 'clockOut':
      return clockOut(state, command, when);
    case 'setNote':
      return setNote(state, command, when);
    case 'adjust':
      return onTarget(state, command.session, (session) => adjustEnded(session, command.effectiveMs), {
        type: 'adjusted',
        at: when,
        session: command.session,
        effectiveMs: command.effectiveMs,
      });
    case 'confirm':
      return onTarget(state, command.session, confirmEnded, { type: 'confirmed', at: when, session: command.session });
    case 'reopen':
      if (state.active !== null && state.active.id !== command.session) return refuse('SESSION_ALREADY_ACTIVE');
      return onTarget(state, command.session, (session) => reopenEnded(session, when), {
        type: 'reopened',
        at: when,
        session: command.session,
      });
  }
};

/** Decides and applies one command: the next state has the version one higher, whatever the number of events. */
export const applyCommand = (
  state: MemberState,
  command: SessionCommand,
  at: number,
  options: DecideOptions = {},
): Result<{ readonly next: MemberState; readonly events: readonly SessionEvent[] }, DomainError> => {
  const decided = decide(state, command, at, options);
  if (!decided.ok) return decided;
  const { changedAt, active, last, seen } = decided.value.reduce(evolve, state);
  return ok({ next: { version: state.version + 1, changedAt, active, last, seen }, events: decided.value });
};

const clockIn = (state: MemberState, command: Of<'clockIn'>, at: number): Decision => {
  if (state.active !== null) return refuse('SESSION_ALREADY_ACTIVE');
  const note = parseNote(command.note);
  if (!note.ok) return note;
  return ok([{ type: 'clockedIn', at, session: command.session, category: command.category, note: note.value }]);
};

/** Somebody means a session that is no longer the active one: what they see is out of date. */
const isAnother = (active: Session, meant: SessionId | undefined): boolean => meant !== undefined && meant !== active.id;

const pause = ({ active }: MemberState, command: Of<'pause'>, at: number): Decision => {
  if (active === null) return refuse('SESSION_NOT_ACTIVE');
  if (isAnother(active, command.session)) return refuse('STALE_CONTROL');
  return active.status === 'PAUSED' ? refuse('SESSION_ALREADY_PAUSED') : ok([{ type: 'paused', at }]);
};

const resume = ({ active }: MemberState, command: Of<'resume'>, at: number): Decision => {
  if (active === null) return refuse('SESSION_NOT_ACTIVE');
  if (isAnother(active, command.session)) return refuse('STALE_CONTROL');
  return active.status === 'PAUSED' ? ok([{ type: 'resumed', at }]) : refuse('SESSION_NOT_PAUSED');
};

const clockOut = ({ active }: MemberState, command: Of<'clockOut'>, at: number): Decision => {
  if (active === null) return refuse('SESSION_NOT_ACTIVE');
  if (isAnother(active, command.session)) return refuse('STALE_CONTROL');
  const out: SessionEvent = { type: 'clockedOut', at, reason: command.reason };
  if (command.note === undefined) return ok([out]);
  const note = parseNote(command.note);
  return note.ok ? ok([{ type: 'noteSet', at, session: active.id, note: note.value }, out]) : note;
};

const setNote = (state: MemberState, command: Of<'setNote'>, at: number): Decision => {
  const session = command.session === undefined ? state.active : target(state, command.session);
  if (session === null) return refuse(command.session === undefined ? 'SESSION_NOT_ACTIVE' : 'SESSION_NOT_FOUND');
  const note = parseNote(command.note);
  return note.ok ? ok([{ type: 'noteSet', at, session: session.id, note: note.value }]) : note;
};

const target = ({ active, last }: MemberState, id: SessionId): Session | null =>
  active?.id === id ? active : last?.id === id ? last : null;

const onTarget = (
  state: MemberState,
  id: SessionId,
  rule: (session: Session) => Result<Session, DomainError>,
  event: SessionEvent,
): Decision => {
  const session = target(state, id);
  if (session === null) return refuse('SESSION_NOT_FOUND');
  const allowed = rule(session);
  return allowed.ok ? ok([event]) : allowed;
};
