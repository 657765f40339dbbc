import type { SpaceId, UserId } from '../domain/ids.js';
import type { Documents } from './documents-api.js';
import { sharing } from './documents/kinds/sharing.js';
import type { Store } from './store.js';

/** Members whose documents are read in one go. */
const AT_ONCE = 16;

/**
 * The members of a space who agreed to insights, some at a time, in no order. Who withdraws while it is read may still be among them. Rejects with
 * `StoreUnavailable`.
 */
export async function* membersWhoAgreed(
  { store, documents }: { readonly store: Pick<Store, 'members'>; readonly documents: Documents },
  space: SpaceId,
): AsyncGenerator<readonly UserId[], void> {
  const agreed = async (some: readonly UserId[]): Promise<readonly UserId[]> => {
    const said = await Promise.all(some.map((user) => documents.of(sharing).get({ space, user })));
    return some.filter((_, at) => said[at]?.insights === true);
  };
  let some: UserId[] = [];
  for await (const user of store.members(space)) {
    some.push(user);
    if (some.length < AT_ONCE) continue;
    yield await agreed(some);
    some = [];
  }
  if (some.length > 0) yield await agreed(some);
}
