import type { SessionCommand } from '../../domain/commands.js';
import { leavesToOthers, sessionIn, staysApart } from '../../domain/decide/index.js';
import type { SessionId, SpaceId, UserId } from '../../domain/ids.js';
import type { Interval, MemberState, Session } from '../../domain/session.js';
import type { Settings } from '../../domain/settings.js';
import type { Store } from '../store.js';

/**
 * Entries are found by their ends, so what may reach into a stretch is looked for up to this long after it, ms. That is longer than the
 * longest limit of a session; of an entry that is longer still only the last part is seen.
 */
export const LONGEST_MS = 32 * 86_400_000;

/** The ended entries of a member that may overlap [start, end) ms, oldest end first. Rejects as the store does. */
export const entriesAround = async (
  store: Pick<Store, 'entries'>,
  space: SpaceId,
  user: UserId,
  { start, end }: Interval,
): Promise<readonly Session[]> => {
  const found = await store.entries(space, user, start + 1, end + LONGEST_MS);
  return found.filter(({ startedAt }) => startedAt < end);
};

/**
 * Reads what a command that must not overlap with other entries, or leaves to them what they count, is held against; in a space that lets entries overlap, an end
 * leaves nothing to others. As with `entriesFor`, it is of the state's version or newer, and
 * in the latter case the commit is a conflict: so two edits at once cannot both take the same time. Undefined for all other commands.
 */
export const neighboursFor = async (
  store: Pick<Store, 'entries'>,
  state: MemberState,
  {
    space,
    user,
    command,
    at,
  }: { readonly space: SpaceId; readonly user: UserId; readonly command: SessionCommand; readonly at: number },
  entries: ReadonlyMap<SessionId, Session> | undefined,
  overlap: Settings['overlap'],
): Promise<readonly Session[] | undefined> => {
  if (!staysApart(command) && !(leavesToOthers(command) && overlap === 'refuse')) return undefined;
  const find = (id: SessionId): Session | null => sessionIn(state, id) ?? entries?.get(id) ?? null;
  const touched = touchedBy(command, state, find);
  if (touched.length === 0) return [];
  const until = Math.max(at, state.changedAt);
  const start = Math.min(...touched.map(({ startedAt }) => startedAt));
  const end = Math.max(...touched.map(({ startedAt, endedAt }) => endedAt ?? Math.max(startedAt, until)));
  return start < end ? entriesAround(store, space, user, { start, end }) : [];
};

type Times = Pick<Session, 'startedAt' | 'endedAt'>;

/** The times that sessions would have after the command, as far as it changes them. */
const touchedBy = (
  command: SessionCommand,
  { active }: MemberState,
  find: (id: SessionId) => Session | null,
): readonly Times[] => {
  const edited = (edit: { readonly session: SessionId; readonly patch: Partial<Times> } | undefined): readonly Times[] => {
    const before = edit === undefined ? null : find(edit.session);
    if (edit === undefined || before === null) return [];
    const { startedAt = before.startedAt, endedAt = before.endedAt } = edit.patch;
    return [{ startedAt, endedAt }];
  };
  switch (command.type) {
    case 'addEntry':
      return [command.entry, ...edited(command.also)];
    case 'editEntry':
      return [...edited(command), ...edited(command.also)];
    case 'endAt':
      return active === null ? [] : [{ startedAt: active.startedAt, endedAt: command.endedAt }];
    case 'clockOut':
      return active === null ? [] : [active];
    case 'undo':
      return command.changes.flatMap(({ before }) => before ?? []);
    default:
      return [];
  }
};
