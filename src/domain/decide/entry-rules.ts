import { ENTRIES_MAX, type BeforeAndAfter, type EntryEdit, type EntryFields, type SessionCommand } from '../commands.js';
import { isSameCounting, type Counting } from '../counting.js';
import { domainError, type DomainError } from '../errors.js';
import type { SessionId } from '../ids.js';
import { parseNote } from '../note.js';
import { err, ok, type Result } from '../result.js';
import { isSameSession } from '../same-session.js';
import type { MemberState, Session } from '../session.js';
import type { SessionChange } from './change.js';
import { endEarlier } from './clock-rules.js';
import { confirmEnded } from './ended-rules.js';
import { clipPauses, parseEntry } from './entry-fields.js';

type Decided = Result<readonly SessionChange[], DomainError>;
type Of<Type extends SessionCommand['type']> = Extract<SessionCommand, { readonly type: Type }>;

/** Where decisions look for a session by its id: the state, and what was read for them. */
export type Find = (id: SessionId) => Session | null;

const refuse = (code: DomainError['code'], params?: DomainError['params']) => err(domainError(code, params));

const entryOf = (id: SessionId, fields: EntryFields, counting: Counting | null): Session => ({
  id,
  category: fields.category,
  status: 'ENDED_UNCONFIRMED',
  note: fields.note,
  startedAt: fields.startedAt,
  pauses: fields.pauses,
  pausedSince: null,
  endedAt: fields.endedAt,
  endReason: 'member',
  overrideMs: fields.overrideMs,
  counting,
});

/** As `parseEntry`, and as `editEntry` for what is changed with it. */
export const addEntry = (
  find: Find,
  { session, entry, also }: Of<'addEntry'>,
  at: number,
  counting: Counting | null,
): Decided => {
  const fields = parseEntry(entry);
  if (!fields.ok) return fields;
  const others = also === undefined ? ok([]) : editOne(find, also, at, counting);
  if (!others.ok) return others;
  return ok([...others.value, { event: 'entryAdded', at, before: null, after: entryOf(session, fields.value, counting) }]);
};

/** All of them or none. As `parseEntry`; TOO_MANY_ENTRIES, NOTHING_TO_CHANGE. */
export const importEntries = ({ entries }: Of<'importEntries'>, at: number, counting: Counting | null): Decided => {
  if (entries.length === 0) return refuse('NOTHING_TO_CHANGE');
  if (entries.length > ENTRIES_MAX) return refuse('TOO_MANY_ENTRIES', { max: ENTRIES_MAX });
  const changes: SessionChange[] = [];
  for (const { session, ...entry } of entries) {
    const fields = parseEntry(entry);
    if (!fields.ok) return fields;
    changes.push({ event: 'entryImported', at, before: null, after: entryOf(session, fields.value, counting) });
  }
  return ok(changes);
};

/**
 * Changes what is given of a session that runs or has ended. When the time of an ended one changes, breaks that lie outside of it are cut off, a
 * override that described it as it was goes, and it has to be confirmed again. SESSION_NOT_FOUND, NOTHING_TO_CHANGE, and as `parseEntry`.
 */
export const editEntry = (find: Find, { also, ...edit }: Of<'editEntry'>, at: number, counting: Counting | null): Decided => {
  const others = also === undefined ? ok([]) : editOne(find, also, at, counting);
  if (!others.ok) return others;
  const edited = editOne(find, edit, at, counting);
  return edited.ok ? ok([...others.value, ...edited.value]) : edited;
};

const editOne = (find: Find, { session, patch }: EntryEdit, at: number, counting: Counting | null): Decided => {
  const before = find(session);
  if (before === null) return refuse('SESSION_NOT_FOUND');
  const after = before.endedAt === null ? editActive(before, patch, at, counting) : editEnded(before, patch);
  if (!after.ok) return after;
  if (isSameSession(before, after.value)) return refuse('NOTHING_TO_CHANGE');
  return ok([{ event: 'entryEdited', at, before, after: after.value }]);
};

const editEnded = (session: Session, patch: Partial<EntryFields>): Result<Session, DomainError> => {
  const { startedAt = session.startedAt, endedAt = session.endedAt ?? session.startedAt } = patch;
  const moves = startedAt !== session.startedAt || endedAt !== session.endedAt || patch.pauses !== undefined;
  const fields: EntryFields = {
    category: patch.category ?? session.category,
    note: patch.note === undefined ? session.note : patch.note,
    startedAt,
    endedAt,
    pauses: patch.pauses ?? clipPauses(session.pauses, startedAt, endedAt),
    overrideMs: patch.overrideMs === undefined ? (moves ? null : session.overrideMs) : patch.overrideMs,
  };
  // What was clocked in and out within one millisecond stays as it is.
  const parsed = moves ? parseEntry(fields) : parseRest(fields);
  if (!parsed.ok) return parsed;
  const isSameTime = !moves && parsed.value.overrideMs === session.overrideMs;
  return ok({ ...session, ...parsed.value, status: isSameTime ? session.status : 'ENDED_UNCONFIRMED' });
};

const parseRest = (fields: EntryFields): Result<EntryFields, DomainError> => {
  const parsed = parseEntry({ ...fields, startedAt: 0, endedAt: 1, pauses: [] });
  if (!parsed.ok) return parsed;
  const { note, overrideMs } = parsed.value;
  return ok({ ...fields, note, overrideMs });
};

/** Its start may move up to its first break or to now, and its end may be told: never one that has not come. */
const editActive = (
  session: Session,
  patch: Partial<EntryFields>,
  at: number,
  counting: Counting | null,
): Result<Session, DomainError> => {
  const { startedAt = session.startedAt, category = session.category, endedAt } = patch;
  const note = patch.note === undefined ? ok(session.note) : parseNote(patch.note);
  if (!note.ok) return note;
  if (patch.pauses !== undefined || patch.overrideMs !== undefined) return refuse('SESSION_NOT_ENDED');
  const first = session.pauses[0]?.start ?? session.pausedSince ?? at;
  const isStart = Number.isSafeInteger(startedAt) && startedAt >= 0 && (startedAt === session.startedAt || startedAt <= first);
  if (!isStart) return refuse('ENTRY_TIMES_INVALID');
  const edited: Session = { ...session, startedAt, category, note: note.value };
  if (endedAt === undefined) return ok(edited);
  if (!Number.isSafeInteger(endedAt) || endedAt <= startedAt || endedAt > at) return refuse('ENTRY_TIMES_INVALID');
  return ok(endEarlier(edited, 'member', endedAt, counting));
};

/** SESSION_NOT_FOUND. */
export const deleteEntry = (find: Find, { session }: Of<'deleteEntry'>, at: number): Decided => {
  const before = find(session);
  return before === null ? refuse('SESSION_NOT_FOUND') : ok([{ event: 'entryDeleted', at, before, after: null }]);
};

/** SESSION_NOT_FOUND, ENTRY_CHANGED when it is not as it was, and as `confirmEnded`. */
export const confirmUnchanged = (find: Find, { entry }: Of<'confirmUnchanged'>, at: number): Decided => {
  const before = find(entry.id);
  if (before === null) return refuse('SESSION_NOT_FOUND');
  if (!isSameSession(before, entry)) return refuse('ENTRY_CHANGED');
  const after = confirmEnded(before);
  return after.ok ? ok([{ event: 'confirmed', at, before, after: after.value }]) : after;
};

/** Those that are there, have ended and are counted in another way. NOTHING_TO_CHANGE when none is; TOO_MANY_ENTRIES. */
export const recount = (find: Find, { sessions }: Of<'recount'>, at: number, counting: Counting | null): Decided => {
  if (sessions.length > ENTRIES_MAX) return refuse('TOO_MANY_ENTRIES', { max: ENTRIES_MAX });
  const changes = [...new Set(sessions)].flatMap((id): readonly SessionChange[] => {
    const before = find(id);
    if (typeof before?.endedAt !== 'number' || isSameCounting(before.counting, counting)) return [];
    return [{ event: 'recounted', at, before, after: { ...before, counting } }];
  });
  return changes.length === 0 ? refuse('NOTHING_TO_CHANGE') : ok(changes);
};

/**
 * Every session that the change touched is again as it was. Refused (ENTRY_CHANGED) when one of them is no longer as the change left it, and
 * (SESSION_ALREADY_ACTIVE) when one would run beside another. NOTHING_TO_CHANGE, TOO_MANY_ENTRIES.
 */
export const undo = ({ active }: MemberState, find: Find, { changes }: Of<'undo'>, at: number): Decided => {
  const nets = netOf(changes);
  if (nets.length === 0) return refuse('NOTHING_TO_CHANGE');
  if (nets.length > ENTRIES_MAX) return refuse('TOO_MANY_ENTRIES', { max: ENTRIES_MAX });
  const undone: SessionChange[] = [];
  for (const { id, before, after } of nets) {
    const now = find(id);
    if (now === null ? after !== null : after === null || !isSameSession(now, after)) return refuse('ENTRY_CHANGED');
    undone.push({ event: 'undone', at, before: now, after: before });
  }
  const [running, others] = [undone.filter(isRunningAfter), undone.filter((change) => !isRunningAfter(change))];
  const staysActive = active !== null && !nets.some(({ id }) => id === active.id);
  if (running.length + (staysActive ? 1 : 0) > 1) return refuse('SESSION_ALREADY_ACTIVE');
  // Of a switch, the session that it began goes before the one that it ended runs again.
  return ok([...others, ...running]);
};

const isRunningAfter = ({ after }: SessionChange): boolean => after?.endedAt === null;

/** One row for each session: as it was before the first change, and after the last. */
const netOf = (changes: readonly BeforeAndAfter[]): readonly (BeforeAndAfter & { readonly id: SessionId })[] => {
  const nets = new Map<SessionId, BeforeAndAfter & { readonly id: SessionId }>();
  for (const { before, after } of changes) {
    const id = (after ?? before)?.id;
    if (id === undefined) continue;
    const known = nets.get(id);
    nets.set(id, { id, before: known === undefined ? before : known.before, after });
  }
  return [...nets.values()];
};
