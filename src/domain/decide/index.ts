import { COMMANDS, type SessionCommand } from '../commands.js';
import type { Counting } from '../counting.js';
import { domainError, type DomainError } from '../errors.js';
import type { SessionId } from '../ids.js';
import { parseNote } from '../note.js';
import { err, ok, type Result } from '../result.js';
import type { MemberState, Session } from '../session.js';
import { applyChange, type SessionChange } from './change.js';
import { overlapOf } from './apart.js';
import { leaveToOthers } from './leave-to-others.js';
import { clockIn, clockOut, endAt, pause, resume, switchTo } from './clock-rules.js';
import { adjustEnded, confirmEnded, reopenEnded } from './ended-rules.js';
import { addEntry, confirmUnchanged, deleteEntry, editEntry, importEntries, recount, undo, type Find } from './entry-rules.js';

export { applyChange, type SessionChange } from './change.js';

export interface DecideContext {
  /** Moment of the event, ms. It is never placed before the member's last change, so that events stay in order although clocks do not. */
  readonly at: number;
  /** How what ends now is counted; null when the settings are not known (a change that waits for Redis is decided again). */
  readonly counting: Counting | null;
  /** The sessions that the command names and the state does not hold (`namedBy`), as the store has them. */
  readonly entries?: ReadonlyMap<SessionId, Session>;
  /**
   * For commands that want to stay apart from other entries, and for ends that leave to them what they count: those around it, of this state or newer. The
   * state's own need not be among them. Left out for an end: it leaves nothing to others.
   */
  readonly neighbours?: readonly Session[];
  /**
   * For an undo: the session that was the last one before what is taken back, null when there was none. Left out: the last one follows from the state. It is
   * looked for among the changes, the state and `entries`.
   */
  readonly lastBefore?: SessionId | null;
  /** Refuse (EVENT_TOO_OLD) what belongs to a moment before the member's last change, instead of moving it there. For replays of the journal. */
  readonly strict?: boolean;
}

export interface Decision {
  /** Of one version more; what was seen is as before. */
  readonly next: MemberState;
  /** In order; at least one. */
  readonly changes: readonly SessionChange[];
}

type Changes = Result<readonly SessionChange[], DomainError>;

/** What a command does to a member: the next state and everything that changes. Pure; nothing is changed. */
export const decide = (state: MemberState, command: SessionCommand, context: DecideContext): Result<Decision, DomainError> => {
  const { at, strict = false } = context;
  if (strict && COMMANDS[command.type].clocked && at < state.changedAt) return err(domainError('EVENT_TOO_OLD'));
  const when = Math.max(state.changedAt, Math.floor(at));
  const asked = changesOf(state, command, when, context);
  if (!asked.ok) return asked;
  const { neighbours } = context;
  const leaves = leavesToOthers(command) && neighbours !== undefined;
  const decided = leaves ? ok(leaveToOthers(asked.value, state, neighbours)) : asked;
  const overlap = staysApart(command) ? overlapOf(decided.value, state, neighbours ?? [], when) : null;
  if (overlap !== null) return err(overlap);
  const sessions = decided.value.reduce(applyChange, state);
  const { active, last } = command.type === 'undo' ? withLast(sessions, decided.value, state, context) : sessions;
  return ok({
    next: { version: state.version + 1, changedAt: changedBy(state, command, when), active, last, seen: state.seen },
    changes: decided.value,
  });
};

/** As before what is taken back, as far as it is known which session was the last one then, and it is there and has ended. */
const withLast = (
  sessions: Pick<MemberState, 'active' | 'last'>,
  changes: readonly SessionChange[],
  state: MemberState,
  { lastBefore, entries }: DecideContext,
): Pick<MemberState, 'active' | 'last'> => {
  if (lastBefore === undefined) return sessions;
  const changed = changes.find(({ before, after }) => (after ?? before)?.id === lastBefore);
  const found =
    lastBefore === null
      ? null
      : changed === undefined
        ? (sessionIn(state, lastBefore) ?? entries?.get(lastBefore))
        : changed.after;
  return { active: sessions.active, last: typeof found?.endedAt === 'number' ? found : null };
};

/** What nobody asked for makes no click too old: one that was taken while Redis was away may still have to be placed before it. */
const changedBy = (state: MemberState, { type }: SessionCommand, when: number): number =>
  type === 'confirmUnchanged' ? state.changedAt : when;

/** Must it leave alone the time that other entries count? Then those around it have to be read before it is decided. */
export const staysApart = (command: SessionCommand): boolean => 'apart' in command && command.apart;

/**
 * Does it end a session without a click of its member on the clock? Then what other entries count already becomes breaks of it, in the same step: nobody is there
 * who would be told that time counts twice. Those around it have to be read before it is decided.
 */
export const leavesToOthers = (command: SessionCommand): boolean =>
  command.type === 'endAt' || (command.type === 'clockOut' && command.reason !== 'member');

const changesOf = (state: MemberState, command: SessionCommand, at: number, { counting, entries }: DecideContext): Changes => {
  const find: Find = (id) => sessionIn(state, id) ?? entries?.get(id) ?? null;
  switch (command.type) {
    case 'clockIn':
      return clockIn(state, command, at);
    case 'switch':
      return switchTo(state, command, at, counting);
    case 'pause':
      return pause(state, command, at);
    case 'resume':
      return resume(state, command, at);
    case 'clockOut':
      return clockOut(state, command, at, counting);
    case 'endAt':
      return endAt(state, command, at, counting);
    case 'setNote':
      return setNote(state, find, command, at);
    case 'adjust':
      return onEnded(find, command, at, (session) => adjustEnded(session, command.effectiveMs));
    case 'confirm':
      return onEnded(find, command, at, confirmEnded);
    case 'reopen':
      if (state.active !== null && state.active.id !== command.session) return err(domainError('SESSION_ALREADY_ACTIVE'));
      return onEnded(find, command, at, (session) => reopenEnded(session, at));
    case 'addEntry':
      return addEntry(find, command, at, counting);
    case 'editEntry':
      return editEntry(find, command, at, counting);
    case 'deleteEntry':
      return deleteEntry(find, command, at);
    case 'importEntries':
      return importEntries(command, at, counting);
    case 'recount':
      return recount(find, command, at, counting);
    case 'confirmUnchanged':
      return confirmUnchanged(find, command, at);
    case 'undo':
      return undo(state, find, command, at);
  }
};

/** The session `id` if the state holds it. */
export const sessionIn = ({ active, last }: MemberState, id: SessionId): Session | null =>
  active?.id === id ? active : last?.id === id ? last : null;

const setNote = (
  { active }: MemberState,
  find: Find,
  command: Extract<SessionCommand, { readonly type: 'setNote' }>,
  at: number,
): Changes => {
  const before = command.session === undefined ? active : find(command.session);
  if (before === null) return err(domainError(command.session === undefined ? 'SESSION_NOT_ACTIVE' : 'SESSION_NOT_FOUND'));
  const note = parseNote(command.note);
  return note.ok ? ok([{ event: 'noteSet', at, before, after: { ...before, note: note.value } }]) : note;
};

const onEnded = (
  find: Find,
  { type, session }: { readonly type: 'adjust' | 'confirm' | 'reopen'; readonly session: SessionId },
  at: number,
  rule: (session: Session) => Result<Session, DomainError>,
): Changes => {
  const before = find(session);
  if (before === null) return err(domainError('SESSION_NOT_FOUND'));
  const after = rule(before);
  return after.ok ? ok([{ event: COMMANDS[type].event, at, before, after: after.value }]) : after;
};
