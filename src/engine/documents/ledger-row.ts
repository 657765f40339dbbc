import { requestId, type RequestId, type UserId } from '../../domain/ids.js';
import { pack, packedId } from '../codec/blob.js';
import { encodeLedger } from '../codec/ledger.js';
import type { LedgerFields, Place } from './store.js';

export interface DocumentChange {
  readonly requestId: RequestId;
  readonly event: string;
  /** ms */
  readonly at: number;
  readonly actor: UserId | null;
  /** As stored; `before` is null when nothing was. */
  readonly before: Buffer | null;
  readonly after: Buffer;
}

/**
 * The ledger's row of a changed document; the only place that knows how it looks. Null for the installation's, which has no ledger.
 * A member's row is one of the member's own, so that an erasure of the member takes it along; it says what happened and not yet what it was
 * before.
 */
export const documentRow = ({ kind, space, user }: Place, change: DocumentChange): LedgerFields | null => {
  const { requestId: request, event, at, actor, before, after } = change;
  if (space === null) return null;
  if (user === null) {
    const cells = [1, event, at, actor === null ? null : packedId(actor), before?.toString() ?? null, after.toString()];
    return ['r', request, 'c', pack(cells)];
  }
  const record = { event, at, actor, source: `document ${kind}`, before: null, after: null };
  // Not the request itself: the same click may have changed the member's session, whose request is looked for in these rows.
  return [user, encodeLedger(user, { requestId: requestId(`${kind} ${request}`), version: 0, ledger: [record] })];
};
