import type { SessionEventName } from '../../domain/commands.js';
import { userId, type RequestId, type UserId } from '../../domain/ids.js';
import type { Session } from '../../domain/session.js';
import type { LedgerRecord } from '../ledger-record.js';
import { CorruptData, idOf, unpack, type Row } from './blob.js';
import { HEAD_CELLS, headOf, writeHead } from './row-head.js';
import { rowBytes, type RowWriter } from './row-writer.js';
import { sessionOf, writeSession } from './session.js';

/** Code of the rows that tell of sessions; see ledger/kinds/ for the others. */
export const ENTRY_ROW = 2;

/** Their places are what is stored: new ones go to the end. */
const PLACES = {
  clockedIn: 0,
  paused: 1,
  resumed: 2,
  clockedOut: 3,
  noteSet: 4,
  adjusted: 5,
  confirmed: 6,
  reopened: 7,
  entryAdded: 8,
  entryEdited: 9,
  entryDeleted: 10,
  entryImported: 11,
  recounted: 12,
  undone: 13,
} as const satisfies Readonly<Record<SessionEventName, number>>;
/** What is not among them is stored as text. */
const EVENTS: readonly string[] = Object.keys(PLACES);
const SOURCES = ['command', 'button', 'modal', 'sweep', 'leave', 'replay'];

export interface LedgerChange {
  readonly requestId: RequestId;
  readonly version: number;
  readonly records: readonly LedgerRecord[];
}

/** The head, then a cell for each record. `user`: whose change it is; it is not in the row. */
export const writeLedger = (
  writer: RowWriter,
  user: UserId,
  request: RequestId,
  version: number,
  records: readonly LedgerRecord[],
): void => {
  writeHead(writer, { code: ENTRY_ROW, version, requestId: request }, records.length);
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

/**
 * The row of a commit that was journaled: all of it is understood, or it is refused. Readers of the ledger use ledger/codec.ts, which skips
 * what it does not understand.
 * @throws CorruptData
 */
export const decodeLedger = (blob: Buffer, user: UserId): LedgerChange => {
  const row = unpack(blob, 'ledger');
  const { code, version, requestId } = headOf(row);
  if (code !== ENTRY_ROW) throw new CorruptData(`ledger: a row of kind ${code} is no change of a member`);
  const count = Math.max(0, row.length - HEAD_CELLS);
  const records = Array.from({ length: count }, (_, index) => readRecord(row.row(HEAD_CELLS + index), user));
  return { version, requestId, records };
};

/** @throws CorruptData */
export const readRecord = (row: Row, user: UserId): LedgerRecord => {
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
