import type { RequestId, UserId } from '../../domain/ids.js';
import type { Row } from '../codec/blob.js';
import { HEAD_CELLS, type RowHead } from '../codec/row-head.js';

/** What every record tells, whatever its kind. */
export interface LedgerFacts {
  /** Unique in its space. It never changes: a restore, a rewrite or a repeated row gives the same id. */
  readonly id: string;
  readonly requestId: RequestId;
  /** Whose record it is; null when it belongs to the space. */
  readonly user: UserId | null;
  /** Of what was changed: of the member's state, or of the document. */
  readonly version: number;
  readonly event: string;
  /** ms */
  readonly at: number;
  readonly actor: UserId | null;
  readonly source: string;
}

/** A row or a record that this version does not understand. It is kept as it is, and readers skip it. */
export interface UnknownRow {
  readonly kind: 'unknown';
  readonly user: UserId | null;
}

/** The facts that do not have to be stored in a record, because the row or its place in the row says them. */
export type Placed = Pick<LedgerFacts, 'id' | 'requestId' | 'user' | 'version'>;

/** How the records of one kind lie in a row. One file for each kind in `kinds/`, and one line in `kinds/index.ts`. */
export interface RowKind<Record extends LedgerFacts & { readonly kind: string }> {
  readonly kind: Record['kind'];
  /** First cell of the row; even for changes of a member's state, odd for all else (`RowHead`). It is never given to another kind. */
  readonly code: number;
  /**
   * Reads one record. `placed` tells the facts that its place says; `about` (the name of a document, for example) makes the id unique when
   * one request may write several rows for the same user.
   * @throws CorruptData when the record is not understood; only this record is skipped then
   */
  read(record: Row, placed: (about?: string) => Placed): Record;
}

/** The id of a record: what its row says of itself, and its place in the row. */
export const placedIn = (user: UserId | null, { requestId, version }: RowHead, index: number) => {
  return (about?: string): Placed => ({
    id: `${requestId}/${user ?? ''}${about === undefined ? '' : `.${about}`}/${index}`,
    ...{ requestId, user, version },
  });
};

/** The cells behind the head, one for each record. */
export const recordCount = (row: Row): number => Math.max(0, row.length - HEAD_CELLS);
