import type { SessionId, SpaceId, UserId } from '../../domain/ids.js';
import type { SessionCommand } from '../../domain/commands.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { Store } from '../store.js';
import { missingIn } from './plan.js';

/**
 * Reads the older entries that a command is about. They are of the state's version or newer; in the latter case the commit is a conflict, since
 * every change of an entry makes a new version of its member. Rejects as the store does.
 */
export const entriesFor = async (
  store: Pick<Store, 'entry'>,
  state: MemberState,
  { space, user, command }: { readonly space: SpaceId; readonly user: UserId; readonly command: SessionCommand },
): Promise<ReadonlyMap<SessionId, Session> | undefined> => {
  const missing = missingIn(state, command);
  if (missing.length === 0) return undefined;
  const found = await Promise.all(missing.map((id) => store.entry(space, user, id)));
  return new Map(found.flatMap((session) => (session === null ? [] : [[session.id, session] as const])));
};
