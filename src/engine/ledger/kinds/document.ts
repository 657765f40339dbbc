import { userId, type RequestId, type UserId } from '../../../domain/ids.js';
import { z } from 'zod';
import { CorruptData, idOf, type Row } from '../../codec/blob.js';
import { writeHead } from '../../codec/row-head.js';
import { rowBytes } from '../../fast/row-writer.js';
import { diff, type KeyChange } from '../diff.js';
import type { LedgerFacts, RowKind } from '../row-kind.js';

/** A changed document (the settings of a space, for example): only the keys that changed. */
export interface DocumentRow extends LedgerFacts {
  readonly kind: 'document';
  /** Name of the kind of document. */
  readonly document: string;
  readonly changes: readonly KeyChange[];
}

const DOCUMENT_ROW = 3;

/** What somebody changed in a document; `user` is whose document it is, or null for one of the space. */
export interface DocumentChange {
  readonly requestId: RequestId;
  readonly user: UserId | null;
  readonly document: string;
  /** Of the document, after the change. */
  readonly version: number;
  readonly event: string;
  /** ms */
  readonly at: number;
  readonly actor: UserId | null;
  readonly source: string;
  /** JSON values; null when there was nothing, or is nothing any more. */
  readonly before: unknown;
  readonly after: unknown;
}

/** The blob of a row with one record: document, event, moment, actor, source, changed keys as JSON. */
export const encodeDocument = (change: DocumentChange): Buffer =>
  rowBytes((writer) => {
    writeHead(writer, { code: DOCUMENT_ROW, version: change.version, requestId: change.requestId }, 1);
    writer.array(6);
    writer.text(change.document);
    writer.text(change.event);
    writer.int(change.at);
    writer.idOrNil(change.actor);
    writer.text(change.source);
    writer.text(JSON.stringify(diff(change.before, change.after).map(({ path, before, after }) => [path, { before, after }])));
  });

const Changes = z.array(
  z.tuple([z.array(z.string()), z.object({ before: z.unknown().optional(), after: z.unknown().optional() })]),
);

const changesOf = (text: string): readonly KeyChange[] => {
  try {
    return Changes.parse(JSON.parse(text)).map(([path, values]) => ({ path, ...values }));
  } catch (cause) {
    throw new CorruptData('ledger: the changes of a document are not readable', { cause });
  }
};

const actorOf = (row: Row): UserId | null => (row.has(3) ? idOf(userId, row.id(3)) : null);

export const document: RowKind<DocumentRow> = {
  kind: 'document',
  code: DOCUMENT_ROW,
  read: (record, placed) => ({
    kind: 'document',
    ...placed(record.text(0)),
    document: record.text(0),
    event: record.text(1),
    at: record.int(2),
    actor: actorOf(record),
    source: record.text(4),
    changes: changesOf(record.text(5)),
  }),
};
