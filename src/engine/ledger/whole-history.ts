import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Store } from '../store.js';
import { HISTORY_MAX } from './history-page.js';
import type { LedgerRow } from './kinds/index.js';

/** A record with the moment at which Redis stored it, ms. */
export interface StoredRecord {
  readonly record: LedgerRow;
  readonly storedAt: number;
}

/**
 * What the ledger tells of a member, newest first, page by page. Whoever has enough stops reading. Rejects with `StoreUnavailable` while
 * Redis is away.
 */
export async function* historyOf(
  store: Pick<Store, 'history'>,
  space: SpaceId,
  user: UserId,
): AsyncGenerator<readonly StoredRecord[]> {
  let from: number | undefined;
  for (;;) {
    const { records, storedAt, next } = await store.history(space, user, from, HISTORY_MAX);
    yield records.map((record, at) => ({ record, storedAt: storedAt[at] ?? record.at }));
    if (next === null) return;
    from = next;
  }
}
