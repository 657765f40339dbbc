import type { UserId } from '../../../domain/ids.js';
import { CorruptData } from '../../codec/blob.js';
import { ENTRY_ROW, readRecord } from '../../codec/ledger.js';
import type { LedgerFacts, RowKind } from '../row-kind.js';
import type { LedgerRecord } from '../../ledger-record.js';

/** A session before and after a change. `codec/ledger.ts` writes these rows, as part of a commit. */
export interface EntryRow extends LedgerFacts, LedgerRecord {
  readonly kind: 'entry';
  readonly user: UserId;
}

export const entry: RowKind<EntryRow> = {
  kind: 'entry',
  code: ENTRY_ROW,
  read: (record, placed) => {
    const { user, ...place } = placed();
    if (user === null) throw new CorruptData('ledger: a session of nobody');
    return { kind: 'entry', ...place, user, ...readRecord(record, user) };
  },
};
