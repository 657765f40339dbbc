import type { SessionId, SpaceId, UserId } from '../../domain/ids.js';
import type { Store } from '../store.js';

/** Not a change of what a member would look at: it books the same time on other days. */
export const NO_CHANGE: ReadonlySet<string> = new Set(['recounted']);

const PAGE = 100;

/** When a session was changed last, as the ledger tells it, ms; null when it tells nothing of it. Rejects as the store does. */
export const lastChangeOf = async (
  store: Pick<Store, 'history'>,
  space: SpaceId,
  user: UserId,
  session: SessionId,
): Promise<number | null> => {
  for (let from: number | undefined; ;) {
    const { records, next } = await store.history(space, user, from, PAGE);
    for (const record of records)
      if (record.kind === 'entry' && !NO_CHANGE.has(record.event) && (record.after ?? record.before)?.id === session)
        return record.at;
    if (next === null) return null;
    from = next;
  }
};
