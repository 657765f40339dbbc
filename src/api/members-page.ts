import { userId, type SpaceId, type UserId } from '../domain/ids.js';
import type { Store } from '../engine/store.js';

/** So long a list of members waits for their names, ms: Discord says them one by one, and those that come later are there the next time. */
export const NAMES_WITHIN_MS = 1_000;

/** By id, so that a page begins where the last one ended. Ids of Discord have different lengths. */
const byId = (a: UserId, b: UserId): number => a.length - b.length || (a === b ? 0 : a < b ? -1 : 1);

/**
 * A page of everybody who has ever recorded time in a space, by id.
 * @param after the id that the page before ended with
 * @returns `next`: the id to hand in for the page after it; null at the end. Rejects with `StoreUnavailable`
 */
export const membersPage = async (
  space: SpaceId,
  { after, count }: { readonly after: string | undefined; readonly count: number },
  { timesheet }: { readonly timesheet: Pick<Store, 'members'> },
): Promise<{ readonly users: readonly UserId[]; readonly next: UserId | null }> => {
  const rest: UserId[] = [];
  const last = after === undefined ? null : userId(after);
  for await (const user of timesheet.members(space)) if (last === null || byId(user, last) > 0) rest.push(user);
  const users = rest.sort(byId).slice(0, count);
  return { users, next: rest.length > users.length ? (users.at(-1) ?? null) : null };
};
