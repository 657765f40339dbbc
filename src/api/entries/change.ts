import { categoryOf, keepCategory, type Asked as AskedCategory } from '../../actions/category-of.js';
import { decidedOn } from '../../actions/entries/decided.js';
import { deletable } from '../../actions/entries/deletable.js';
import { findSession } from '../../actions/entries/find.js';
import { mayChange } from '../../actions/entries/limits.js';
import type { EntryFields, SessionCommand } from '../../domain/commands.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import { sessionId } from '../../domain/ids.js';
import { changesTime } from '../../domain/overlap.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { SpaceConfig } from '../../domain/space.js';
import type { z } from 'zod';
import { changedAnswer, wasCarriedOut } from '../changed.js';
import type { ApiDeps } from '../deps.js';
import { createTurns } from '../../domain/in-turn.js';
import { msOf } from '../present.js';
import { versionOf } from '../present-entry.js';
import type { Answer, Asked } from '../route.js';
import type { EntryInput, EntryPatch } from '../schemas/time.js';
import type { Desk } from './desk.js';

export type EntryMeans = Pick<ApiDeps, 'entries' | 'overview' | 'timesheet' | 'spaces' | 'clock' | 'ids' | 'log' | 'applied'>;
type Asking = Pick<Asked<unknown, unknown, unknown>, 'repeated' | 'ifMatch'>;
type Tail<F> = F extends (asked: Asking, desk: Desk, ...rest: infer Rest) => unknown ? Rest : never;
type Changing = Promise<Result<Answer, DomainError>>;
const SECOND = 1_000;

const breaksIn = (breaks: readonly { readonly start: string; readonly end: string }[]) =>
  breaks.map(({ start, end }) => ({ start: msOf(start), end: msOf(end) }));
const overrideIn = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * SECOND));

/** VERSION_MISMATCH unless the entry is as whoever asks has seen it. */
const matches = ({ ifMatch }: Asking, session: Session): Result<void, DomainError> =>
  ifMatch === null || ifMatch === versionOf(session) ? ok(undefined) : err(domainError('VERSION_MISMATCH'));

/** May it be made, by the limits of whoever makes it? What the rules of entries refuse, and what `mayChange` does. */
const mayMake = (
  { subject }: Desk,
  command: SessionCommand,
  { state, before, config }: { readonly state: MemberState; readonly before: Session | null; readonly config: SpaceConfig },
): Result<void, DomainError> => {
  const until = Math.max(subject.occurredAt, state.changedAt);
  const changes = decidedOn(command, { state, before, others: [], until, config });
  return changes.ok ? mayChange(subject, changes.value, config) : changes;
};

const stays = (config: SpaceConfig): boolean => config.settings.overlap === 'refuse';

/** Stores a new entry. */
export const addEntry = async (asked: Asking, desk: Desk, input: z.output<typeof EntryInput>, deps: EntryMeans): Changing => {
  const { actor, subject } = desk;
  const category = await categoryOf(actor, input.category, deps);
  if (!category.ok) return category;
  const entry: EntryFields = {
    category: category.value.category.id,
    note: input.note,
    startedAt: msOf(input.start),
    endedAt: msOf(input.end),
    pauses: breaksIn(input.breaks),
    overrideMs: overrideIn(input.overrideSeconds),
  };
  const config = await deps.spaces.get(actor.space);
  if (!(await wasCarriedOut(asked, actor, subject.user, deps))) {
    const status = await deps.overview.status(actor.space, subject.user);
    if (!status.ok) return status;
    const command = { type: 'addEntry', session: sessionId(actor.id), entry } as const;
    const may = mayMake(desk, command, { state: status.value.state, before: null, config });
    if (!may.ok) return may;
  }
  const added = await desk.commit(() => deps.entries.addEntry({ ...desk.request, entry, apart: stays(config) }));
  if (!added.ok) return added;
  await keepCategory({ ...actor, log: deps.log }, category.value, deps);
  return changedAnswer(subject, added.value, deps, 201);
};

/** What a patch says, as the engine takes it. */
const patchIn = (
  { start, end, breaks, note, overrideSeconds }: z.output<typeof EntryPatch>,
  category: AskedCategory | null,
): Partial<EntryFields> => ({
  ...(category === null ? {} : { category: category.category.id }),
  ...(start === undefined ? {} : { startedAt: msOf(start) }),
  ...(end === undefined ? {} : { endedAt: msOf(end) }),
  ...(breaks === undefined ? {} : { pauses: breaksIn(breaks) }),
  ...(note === undefined ? {} : { note }),
  ...(overrideSeconds === undefined ? {} : { overrideMs: overrideIn(overrideSeconds) }),
});

/** Changes that name a version, one after the other for each member: of two that have seen the same one, the second is refused. */
const inTurn = createTurns();
const inOrder = <T>({ ifMatch }: Asking, { subject }: Desk, work: () => Promise<T>): Promise<T> =>
  ifMatch === null ? work() : inTurn(`${subject.space}/${subject.user}`, work);

/** Changes an entry, or the session on the clock. */
const editEntryNow = async (
  asked: Asking,
  desk: Desk,
  id: string,
  input: z.output<typeof EntryPatch>,
  deps: EntryMeans,
): Changing => {
  const { actor, subject } = desk;
  const session = sessionId(id);
  const category = input.category === undefined ? ok(null) : await categoryOf(actor, input.category, deps);
  if (!category.ok) return category;
  const patch = patchIn(input, category.value);
  const config = await deps.spaces.get(actor.space);
  if (!(await wasCarriedOut(asked, actor, subject.user, deps))) {
    const found = await findSession(subject, session, deps);
    if (!found.ok) return found;
    const isSeen = matches(asked, found.value.session);
    if (!isSeen.ok) return isSeen;
    if (Object.keys(patch).length === 0) return err(domainError('NOTHING_TO_CHANGE'));
    const { state, session: before } = found.value;
    const may = mayMake(desk, { type: 'editEntry', session, patch }, { state, before, config });
    if (!may.ok) return may;
  }
  const apart = stays(config) && changesTime(patch);
  const edited = await desk.commit(() => deps.entries.editEntry({ ...desk.request, session, patch, apart }));
  if (!edited.ok) return edited;
  if (category.value !== null) await keepCategory({ ...actor, log: deps.log }, category.value, deps);
  return changedAnswer(subject, edited.value, deps);
};

/** Deletes an entry that has ended. */
const deleteEntryNow = async (asked: Asking, desk: Desk, id: string, deps: EntryMeans): Changing => {
  const { actor, subject } = desk;
  const session = sessionId(id);
  if (!(await wasCarriedOut(asked, actor, subject.user, deps))) {
    const found = await deletable(subject, session, deps);
    if (!found.ok) return found;
    const isSeen = matches(asked, found.value.session);
    if (!isSeen.ok) return isSeen;
  }
  const deleted = await desk.commit(() => deps.entries.deleteEntry({ ...desk.request, session }));
  return deleted.ok ? changedAnswer(subject, deleted.value, deps) : deleted;
};

/**
 * Changes an entry that has ended by `send`, if the change of time that `rule` makes is one that members make alone; what the rule refuses, the engine refuses in its own
 * words.
 */
const changeEndedNow = async (
  asked: Asking,
  { actor, subject }: Desk,
  id: string,
  deps: EntryMeans,
  rule: ((session: Session) => Result<Session, DomainError>) | null,
  send: () => ReturnType<EntryMeans['entries']['confirm']>,
): Changing => {
  if (!(await wasCarriedOut(asked, actor, subject.user, deps))) {
    const [found, config] = await Promise.all([findSession(subject, sessionId(id), deps), deps.spaces.get(actor.space)]);
    if (!found.ok) return found;
    const before = found.value.session;
    const isSeen = matches(asked, before);
    if (!isSeen.ok) return isSeen;
    const after = rule?.(before);
    const may = after?.ok === true ? mayChange(subject, [{ before, after: after.value }], config) : ok(undefined);
    if (!may.ok) return may;
  }
  const changed = await send();
  return changed.ok ? changedAnswer(subject, changed.value, deps) : changed;
};

export const editEntry = (asked: Asking, desk: Desk, ...rest: Tail<typeof editEntryNow>): Changing =>
  inOrder(asked, desk, () => editEntryNow(asked, desk, ...rest));
export const deleteEntry = (asked: Asking, desk: Desk, ...rest: Tail<typeof deleteEntryNow>): Changing =>
  inOrder(asked, desk, () => deleteEntryNow(asked, desk, ...rest));
export const changeEnded = (asked: Asking, desk: Desk, ...rest: Tail<typeof changeEndedNow>): Changing =>
  inOrder(asked, desk, () => changeEndedNow(asked, desk, ...rest));
