import type { RequestId, SpaceId, UserId } from '../../domain/ids.js';
import type { DocumentRow } from '../ledger/kinds/document.js';
import type { EntryRow } from '../ledger/kinds/entry-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Store } from '../store.js';

/** Pages of a member's history that are looked through: a change that is to be taken back is among the last. */
const PAGES = 10;

/** The rows of a request that are wanted, in order; empty when it is not among the newest changes of the member. Rejects as the store does. */
const rowsOf = async <Row extends LedgerRow>(
  store: Pick<Store, 'history'>,
  { space, user }: { readonly space: SpaceId; readonly user: UserId },
  request: RequestId,
  isWanted: (record: LedgerRow) => record is Row,
): Promise<readonly Row[]> => {
  const found: Row[] = [];
  let from: number | undefined;
  for (let page = 0; page < PAGES; page += 1) {
    const { records, next } = await store.history(space, user, from);
    for (const record of records) if (record.requestId === request && isWanted(record)) found.push(record);
    const isOver = found.length > 0 && records.at(-1)?.requestId !== request;
    if (isOver || next === null) break;
    from = next;
  }
  return found.reverse();
};

/**
 * What a request changed in a member's sessions, in order, as the ledger tells it; empty when it is not among the newest changes. Rejects as the
 * store does.
 */
export const changedBy = (
  store: Pick<Store, 'history'>,
  space: SpaceId,
  user: UserId,
  request: RequestId,
): Promise<readonly EntryRow[]> => rowsOf(store, { space, user }, request, (record) => record.kind === 'entry');

/** The same of sessions and of one of the member's documents, by its name. */
export const changedWithDocument = (
  store: Pick<Store, 'history'>,
  member: { readonly space: SpaceId; readonly user: UserId },
  request: RequestId,
  document: string,
): Promise<readonly (EntryRow | DocumentRow)[]> =>
  rowsOf(
    store,
    member,
    request,
    (record): record is EntryRow | DocumentRow =>
      record.kind === 'entry' || (record.kind === 'document' && record.document === document),
  );
