import type { SessionId, SpaceId, UserId } from '../../domain/ids.js';
import type { SessionCommand } from '../../domain/commands.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { Store } from '../store.js';
import { missingIn } from './plan.js';

/** So far apart the ends of entries may be that are read together, ms: what lies between is read as well. */
const TOGETHER_MS = 62 * 86_400_000;

/**
 * Reads the older entries that a command is about. They are of the state's version or newer; in the latter case the commit is a conflict, since
 * every change of an entry makes a new version of its member. Rejects as the store does.
 */
export const entriesFor = async (
  store: Pick<Store, 'entry' | 'entries'>,
  state: MemberState,
  { space, user, command }: { readonly space: SpaceId; readonly user: UserId; readonly command: SessionCommand },
): Promise<ReadonlyMap<SessionId, Session> | undefined> => {
  const missing = missingIn(state, command);
  if (missing.length === 0) return undefined;
  const span = missing.length === 1 ? null : spanOf(command);
  const near = span === null ? [] : await store.entries(space, user, span.from, span.to);
  const byId = new Map(near.map((session) => [session.id, session]));
  const found = await Promise.all(missing.map(async (id) => byId.get(id) ?? (await store.entry(space, user, id))));
  return new Map(found.flatMap((session) => (session === null ? [] : [[session.id, session] as const])));
};

/**
 * Where the entries lie that are undone: looking for each by its id means to look through months. One that has been moved since is looked for by its id. Null where
 * that is not known, or they are far apart.
 */
const spanOf = (command: SessionCommand): { readonly from: number; readonly to: number } | null => {
  if (command.type !== 'undo') return null;
  const ends = command.changes.flatMap(({ after }) => after?.endedAt ?? []);
  if (ends.length === 0) return null;
  const [from, to] = [Math.min(...ends), Math.max(...ends) + 1];
  return to - from > TOGETHER_MS ? null : { from, to };
};
