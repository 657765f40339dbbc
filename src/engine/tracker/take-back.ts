import type { RequestId, SpaceId, UserId } from '../../domain/ids.js';
import type { EntryRow } from '../ledger/kinds/entry-row.js';
import type { Store } from '../store.js';

/** Pages of a member's history that are looked through: a change that is to be taken back is among the last. */
const PAGES = 10;

/**
 * What a request changed in a member's sessions, in order, as the ledger tells it; empty when it is not among the newest changes. Rejects as the
 * store does.
 */
export const changedBy = async (
  store: Pick<Store, 'history'>,
  space: SpaceId,
  user: UserId,
  request: RequestId,
): Promise<readonly EntryRow[]> => {
  const found: EntryRow[] = [];
  let from: number | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { records, next } = await store.history(space, user, from);
    for (const record of records) if (record.kind === 'entry' && record.requestId === request) found.push(record);
    const isOver = found.length > 0 && records.at(-1)?.requestId !== request;
    if (isOver || next === null) break;
    from = next;
  }
  return found.reverse();
};
