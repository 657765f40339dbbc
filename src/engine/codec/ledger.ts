import { requestId, userId, type RequestId, type UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { LedgerRecord } from '../store.js';
import { CorruptData, idOf, unpack, type Row } from './blob.js';
import { rowBytes, type RowWriter } from '../fast/row-writer.js';
import { sessionOf, writeSession } from './session.js';

/** 1: only the records, before and after whole; request, user and version stood beside the row. */
const SCHEMA = 2;

/** Their places are what is stored: new ones go to the end. What is not among them is stored as text. */
const EVENTS = ['clockedIn', 'paused', 'resumed', 'clockedOut', 'noteSet', 'adjusted', 'confirmed', 'reopened'];
const SOURCES = ['command', 'button', 'modal', 'sweep', 'leave', 'replay'];

export interface LedgerChange {
  readonly requestId: RequestId;
  readonly version: number;
  readonly records: readonly LedgerRecord[];
}

/** Schema, version, request, then a row for each record. `user`: whose change it is; it is not in the row. */
export const writeLedger = (
  writer: RowWriter,
  user: UserId,
  request: RequestId,
  version: number,
  records: readonly LedgerRecord[],
): void => {
  writer.array(3 + records.length);
  writer.int(SCHEMA);
  writer.int(version);
  writer.id(request);
  for (const record of records) writeRecord(writer, user, record);
};

export const encodeLedger = (
  user: UserId,
  change: { readonly requestId: RequestId; readonly version: number; readonly ledger: readonly LedgerRecord[] },
): Buffer => rowBytes((writer) => writeLedger(writer, user, change.requestId, change.version, change.ledger));

/** Event, moment (from the session's start), actor (true: the member), source, before, after. */
const writeRecord = (writer: RowWriter, user: UserId, { event, at, actor, source, before, after }: LedgerRecord): void => {
  writer.array(6);
  writeKnown(writer, event, EVENTS);
  writer.int(at - anchor(before, after));
  if (actor === user) writer.yes();
  else writer.idOrNil(actor);
  writeKnown(writer, source, SOURCES);
  if (before === null) writer.nil();
  else writeSession(writer, before);
  if (after === null) writer.nil();
  else writeSession(writer, after);
};

const anchor = (before: Session | null, after: Session | null): number => after?.startedAt ?? before?.startedAt ?? 0;

const writeKnown = (writer: RowWriter, value: string, known: readonly string[]): void => {
  const index = known.indexOf(value);
  if (index < 0) writer.text(value);
  else writer.int(index);
};

/** @throws CorruptData */
export const decodeLedger = (blob: Buffer, user: UserId): LedgerChange => {
  const row = unpack(blob, 'ledger');
  const schema = row.int(0);
  if (schema !== SCHEMA) throw new CorruptData(`ledger: schema ${schema} is not known here`);
  const records = Array.from({ length: Math.max(0, row.length - 3) }, (_, index) => recordOf(row.row(3 + index), user));
  return { version: row.int(1), requestId: requestId(row.id(2)), records };
};

const recordOf = (row: Row, user: UserId): LedgerRecord => {
  const [beforeRow, afterRow] = [row.rowOrNull(4), row.rowOrNull(5)];
  const before = beforeRow === null ? null : sessionOf(beforeRow);
  const after = afterRow === null ? null : sessionOf(afterRow);
  return {
    event: row.known(0, EVENTS),
    at: anchor(before, after) + row.int(1),
    actor: !row.has(2) ? null : row.isYes(2) ? user : idOf(userId, row.id(2)),
    source: row.known(3, SOURCES),
    before,
    after,
  };
};

/** Is this a row of schema 1? */
export const isFirstLedger = (blob: Buffer): boolean => unpack(blob, 'ledger').int(0) === 1;

/** Records of a row of schema 1. @throws CorruptData */
export const decodeFirstLedger = (blob: Buffer): readonly LedgerRecord[] => {
  const rows = unpack(blob, 'ledger');
  if (rows.int(0) !== 1) throw new CorruptData(`ledger: schema ${rows.int(0)} is not known here`);
  return Array.from({ length: rows.length - 1 }, (_, index) => {
    const row = rows.row(index + 1);
    const [before, after] = [row.rowOrNull(4), row.rowOrNull(5)];
    return {
      event: row.text(0),
      at: row.int(1),
      actor: row.has(2) ? idOf(userId, row.id(2)) : null,
      source: row.text(3),
      before: before === null ? null : sessionOf(before),
      after: after === null ? null : sessionOf(after),
    };
  });
};
