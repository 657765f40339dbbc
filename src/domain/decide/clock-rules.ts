import type { Counting } from '../counting.js';
import { domainError, type DomainError } from '../errors.js';
import type { SessionId } from '../ids.js';
import { parseNote } from '../note.js';
import { addPause } from '../pauses.js';
import { clipPauses } from './entry-fields.js';
import { err, ok, type Result } from '../result.js';
import type { EndReason, MemberState, Session } from '../session.js';
import { clockedAt } from '../still-working.js';
import type { SessionCommand } from '../commands.js';
import type { SessionChange } from './change.js';

type Decided = Result<readonly SessionChange[], DomainError>;
type Of<Type extends SessionCommand['type']> = Extract<SessionCommand, { readonly type: Type }>;

const refuse = (code: DomainError['code']): { readonly ok: false; readonly error: DomainError } => err(domainError(code));

/** SESSION_ALREADY_ACTIVE, SESSION_RESUMABLE, NOTE_TOO_LONG. */
export const clockIn = ({ active, last }: MemberState, command: Of<'clockIn'>, at: number): Decided => {
  if (active !== null) return refuse('SESSION_ALREADY_ACTIVE');
  if (isResumable(last, command, at)) return refuse('SESSION_RESUMABLE');
  const note = parseNote(command.note);
  if (!note.ok) return note;
  return ok([{ event: 'clockedIn', at, before: null, after: begin(command, note.value, at) }]);
};

/** Whoever clocks in again to the same category right after the end may want to go on with that session. */
const isResumable = (last: Session | null, { category, graceMs = 0 }: Of<'clockIn'>, at: number): boolean =>
  last?.category === category && last.endedAt !== null && last.endedAt <= at && at - last.endedAt < graceMs;

const begin = ({ session, category }: Pick<Of<'clockIn'>, 'session' | 'category'>, note: string | null, at: number): Session => ({
  id: session,
  category,
  status: 'RUNNING',
  note,
  startedAt: at,
  pauses: [],
  pausedSince: null,
  endedAt: null,
  endReason: null,
  overrideMs: null,
  counting: null,
});

/** Somebody means a session that is no longer the active one: what they see is out of date. */
const isAnother = (active: Session, meant: SessionId | undefined): boolean => meant !== undefined && meant !== active.id;

/** SESSION_NOT_ACTIVE, STALE_CONTROL, SESSION_ALREADY_PAUSED. */
export const pause = ({ active }: MemberState, command: Of<'pause'>, at: number): Decided => {
  if (active === null) return refuse('SESSION_NOT_ACTIVE');
  if (isAnother(active, command.session)) return refuse('STALE_CONTROL');
  if (active.status === 'PAUSED') return refuse('SESSION_ALREADY_PAUSED');
  return ok([{ event: 'paused', at, before: active, after: { ...active, status: 'PAUSED', pausedSince: at } }]);
};

/** SESSION_NOT_ACTIVE, STALE_CONTROL, SESSION_NOT_PAUSED. */
export const resume = ({ active }: MemberState, command: Of<'resume'>, at: number): Decided => {
  if (active === null) return refuse('SESSION_NOT_ACTIVE');
  if (isAnother(active, command.session)) return refuse('STALE_CONTROL');
  if (active.status !== 'PAUSED') return refuse('SESSION_NOT_PAUSED');
  return ok([{ event: 'resumed', at, before: active, after: { ...endPause(active, at), status: 'RUNNING' } }]);
};

/** SESSION_NOT_ACTIVE, STALE_CONTROL, NOTE_TOO_LONG. */
export const clockOut = ({ active }: MemberState, command: Of<'clockOut'>, at: number, counting: Counting | null): Decided => {
  if (active === null) return refuse('SESSION_NOT_ACTIVE');
  if (isAnother(active, command.session)) return refuse('STALE_CONTROL');
  if (command.note === undefined)
    return ok([{ event: 'clockedOut', at, before: active, after: end(active, command.reason, at, counting) }]);
  const note = parseNote(command.note);
  if (!note.ok) return note;
  const noted: Session = { ...active, note: note.value };
  return ok([
    { event: 'noteSet', at, before: active, after: noted },
    { event: 'clockedOut', at, before: noted, after: end(noted, command.reason, at, counting) },
  ]);
};

/** Ends that nobody asked for: whoever has used the clock since is still there. */
const FORGOTTEN: ReadonlySet<EndReason> = new Set(['unanswered', 'limit']);

/** SESSION_NOT_ACTIVE, STALE_CONTROL, END_BEFORE_START, END_AHEAD; ENTRY_CHANGED when it was to end forgotten, and its member has used the clock since. */
export const endAt = ({ active }: MemberState, command: Of<'endAt'>, at: number, counting: Counting | null): Decided => {
  if (active === null) return refuse('SESSION_NOT_ACTIVE');
  if (isAnother(active, command.session)) return refuse('STALE_CONTROL');
  const until = command.endedAt ?? at;
  if (!Number.isSafeInteger(until) || until < active.startedAt)
    return err(domainError('END_BEFORE_START', { start: active.startedAt }));
  if (until > at) return err(domainError('END_AHEAD', { until }));
  if (FORGOTTEN.has(command.reason) && (active.pausedSince !== null || clockedAt(active) > until)) return refuse('ENTRY_CHANGED');
  return ok([{ event: 'clockedOut', at, before: active, after: endEarlier(active, command.reason, until, counting) }]);
};

/** SESSION_NOT_ACTIVE, STALE_CONTROL, NOTHING_TO_CHANGE (it runs in that category), NOTE_TOO_LONG. */
export const switchTo = (state: MemberState, command: Of<'switch'>, at: number, counting: Counting | null): Decided => {
  const { from, category } = command;
  if (state.active?.category === category && (from === undefined || from === state.active.id)) return refuse('NOTHING_TO_CHANGE');
  const out: Of<'clockOut'> = { type: 'clockOut', reason: 'member', ...(from === undefined ? {} : { session: from }) };
  const ended = clockOut(state, out, at, counting);
  if (!ended.ok) return ended;
  const note = parseNote(command.note);
  if (!note.ok) return note;
  return ok([...ended.value, { event: 'clockedIn', at, before: null, after: begin(command, note.value, at) }]);
};

/** The session as it is when it ends at `at` (ms); a running pause ends with it. */
export const end = (
  session: Session,
  reason: NonNullable<Session['endReason']>,
  at: number,
  counting: Counting | null,
): Session => ({
  ...endPause(session, at),
  status: 'ENDED_UNCONFIRMED',
  endedAt: at,
  endReason: reason,
  counting,
});

/** The same at a moment before now: breaks that came after it never were. */
export const endEarlier = (
  session: Session,
  reason: NonNullable<Session['endReason']>,
  endedAt: number,
  counting: Counting | null,
): Session => {
  const { pausedSince } = session;
  const isPaused = pausedSince !== null && pausedSince < endedAt;
  const ended = end({ ...session, pausedSince: isPaused ? pausedSince : null }, reason, endedAt, counting);
  return { ...ended, pauses: clipPauses(ended.pauses, session.startedAt, endedAt) };
};

/** The running pause, if there is one, becomes an interval. */
const endPause = (session: Session, at: number): Session =>
  session.pausedSince === null
    ? session
    : { ...session, pauses: addPause(session.pauses, { start: session.pausedSince, end: at }), pausedSince: null };
