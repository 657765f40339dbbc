import type { SessionId, SpaceId, UserId } from '../../domain/ids.js';
import { historyOf } from '../ledger/whole-history.js';
import type { Store } from '../store.js';

/** Not a change of what a member would look at: it books the same time on other days. */
export const NO_CHANGE: ReadonlySet<string> = new Set(['recounted']);

/** When a session was changed last, as the ledger tells it, ms; null when it tells nothing of it. Rejects as the store does. */
export const lastChangeOf = async (
  store: Pick<Store, 'history'>,
  space: SpaceId,
  user: UserId,
  session: SessionId,
): Promise<number | null> => {
  for await (const page of historyOf(store, space, user))
    for (const { record } of page)
      if (record.kind === 'entry' && !NO_CHANGE.has(record.event) && (record.after ?? record.before)?.id === session)
        return record.at;
  return null;
};
