import { clockingIn, type Asking } from '../../../actions/access.js';
import { requestOf, type Actor } from '../../../actions/actor.js';
import { categoryOf, keepCategory } from '../../../actions/category-of.js';
import { decidedOn } from '../../../actions/entries/decided.js';
import { leaveToOthers } from '../../../actions/entries/leave-to-others.js';
import { mayChange } from '../../../actions/entries/limits.js';
import type { Means } from '../../../actions/means.js';
import { wantsNote } from '../../../actions/wants-note.js';
import type { EntryFields, SessionCommand } from '../../../domain/commands.js';
import type { DomainError } from '../../../domain/errors.js';
import { requestId, sessionId, type CategoryId } from '../../../domain/ids.js';
import { changesTime } from '../../../domain/overlap.js';
import { err, ok, type Result } from '../../../domain/result.js';
import { domainError } from '../../../domain/errors.js';
import type { MemberState, Session } from '../../../domain/session.js';
import type { SpaceConfig } from '../../../domain/space.js';
import type { Recorded } from '../../../engine/api.js';

export type ActingMeans = Pick<Means, 'sessions' | 'entries' | 'overview' | 'timesheet' | 'spaces' | 'ids' | 'clock' | 'log'>;

type Done = Promise<Result<Recorded, DomainError>>;

const MINUTE = 60_000;

/** May the member make this change alone? What the rules of entries refuse, and what `mayChange` does. */
const mayMake = (
  actor: Actor,
  command: SessionCommand,
  { state, before, config }: { readonly state: MemberState; readonly before: Session | null; readonly config: SpaceConfig },
): Result<void, DomainError> => {
  const until = Math.max(actor.occurredAt, state.changedAt);
  const changes = decidedOn(command, { state, before, others: [], until, config });
  return changes.ok ? mayChange(actor, changes.value, config) : changes;
};

const staysApart = ({ settings }: SpaceConfig): boolean => settings.overlap === 'refuse';
/** One request for each step that a change takes, the same whenever it is tried again. */
const step = (actor: Actor, what: string): Actor => ({ ...actor, id: requestId(`${actor.id}-${what}`) });

/** Changes an entry or the session on the clock, as its member may. */
export const editAs = async (actor: Actor, session: Session, patch: Partial<EntryFields>, means: ActingMeans): Done => {
  const [config, status] = await Promise.all([means.spaces.get(actor.space), means.overview.status(actor.space, actor.user)]);
  if (!status.ok) return status;
  const may = mayMake(
    actor,
    { type: 'editEntry', session: session.id, patch },
    { state: status.value.state, before: session, config },
  );
  if (!may.ok) return may;
  return means.entries.editEntry({
    ...requestOf(actor),
    ...{ session: session.id, patch, apart: staysApart(config) && changesTime(patch) },
  });
};

/** Ends the session on the clock, at `endedAt` (ms; null: at the moment of the change). NOTE_REQUIRED, and what the clock refuses. */
export const endAs = async (
  actor: Actor,
  session: Session,
  { endedAt, note }: { readonly endedAt: number | null; readonly note: string | null | undefined },
  means: ActingMeans,
): Done => {
  if (await wantsNote(actor, note, means)) return err(domainError('NOTE_REQUIRED'));
  if (note !== undefined && note !== session.note) {
    const noted = await means.sessions.setNote({ ...requestOf(step(actor, 'note')), session: session.id, note });
    if (!noted.ok) return noted;
  }
  // A time that somebody sets is held to the same limits as any correction.
  if (endedAt !== null && Math.abs(endedAt - actor.occurredAt) > MINUTE) {
    const config = await means.spaces.get(actor.space);
    const status = await means.overview.status(actor.space, actor.user);
    if (!status.ok) return status;
    const may = mayMake(
      actor,
      { type: 'editEntry', session: session.id, patch: { endedAt } },
      { state: status.value.state, before: session, config },
    );
    if (!may.ok) return may;
  }
  const ended = await means.sessions.endAt({ ...requestOf(actor), session: session.id, endedAt, reason: 'member' });
  if (!ended.ok) return ended;
  if (!ended.value.replayed) await leaveToOthers(ended.value, actor, means);
  return ended;
};

/** Which category a name means, for this member; the list of a person's own space learns a new one. */
export const categoryNamed = async (actor: Actor, name: string, means: ActingMeans): Promise<Result<CategoryId, DomainError>> => {
  const asked = await categoryOf(actor, name, means);
  if (!asked.ok) return asked;
  await keepCategory({ ...actor, log: means.log }, asked.value, means);
  return ok(asked.value.category.id);
};

export interface NewTimer {
  readonly category: string;
  readonly note: string | null;
  /** ms */
  readonly startedAt: number;
  /** ms; null: it runs. */
  readonly endedAt: number | null;
}

/** Who begins a timer has to be let on the clock. */
const mayBegin = (actor: Asking & Pick<Actor, 'occurredAt'>, config: SpaceConfig): Result<void, DomainError> =>
  actor.guild === null ? ok(undefined) : clockingIn(actor, config);

/** Begins a session, or writes down an entry that has ended, as the member may. The id of either is that of the request. */
export const beginAs = async (actor: Actor, timer: NewTimer, means: ActingMeans): Done => {
  const config = await means.spaces.get(actor.space);
  const may = mayBegin(actor, config);
  if (!may.ok) return may;
  const category = await categoryNamed(actor, timer.category, means);
  if (!category.ok) return category;
  const { startedAt, endedAt, note } = timer;
  if (endedAt === null) return clockInAt(actor, { category: category.value, note, startedAt }, config, means);
  const entry: EntryFields = { category: category.value, note, startedAt, endedAt, pauses: [], overrideMs: null };
  const status = await means.overview.status(actor.space, actor.user);
  if (!status.ok) return status;
  const command = { type: 'addEntry', session: sessionId(actor.id), entry } as const;
  const allowed = mayMake(actor, command, { state: status.value.state, before: null, config });
  if (!allowed.ok) return allowed;
  return means.entries.addEntry({ ...requestOf(actor), entry, apart: staysApart(config) });
};

/** Clocks in, and moves the start back to when it is said to have been: the second is a correction, and is refused where one would be. */
const clockInAt = async (
  actor: Actor,
  { category, note, startedAt }: { readonly category: CategoryId; readonly note: string | null; readonly startedAt: number },
  config: SpaceConfig,
  means: ActingMeans,
): Done => {
  const isEarlier = startedAt < actor.occurredAt - MINUTE;
  if (isEarlier) {
    // Before anything is stored: a start that may not be moved begins no session either.
    const session: Session = {
      ...{
        id: sessionId(actor.id),
        category,
        status: 'RUNNING',
        note,
        startedAt: actor.occurredAt,
        pauses: [],
        pausedSince: null,
      },
      ...{ endedAt: null, endReason: null, overrideMs: null, counting: null },
    };
    const may = mayChange(actor, [{ before: session, after: { ...session, startedAt } }], config);
    if (!may.ok) return may;
  }
  const begun = await means.sessions.clockIn({ ...requestOf(actor), category, note });
  if (!begun.ok || !isEarlier) return begun;
  const patch = { startedAt };
  const moved = await means.entries.editEntry({
    ...requestOf(step(actor, 'start')),
    ...{ session: begun.value.session.id, patch, apart: staysApart(config) },
  });
  return moved.ok ? moved : begun;
};
