import { requestId, spaceId, userId, type SpaceId } from '../../domain/ids.js';
import { unpack, type Row } from '../codec/blob.js';
import { decodeCommit, encodeCommit } from '../codec/commit.js';
import { rowBytes, type RowWriter } from '../fast/row-writer.js';
import type { ChangeRecord, JournalRecord, SettledRecord, Settlement } from './change-record.js';
import { commandOf, writeCommand } from './command.js';

export type { ChangeRecord, JournalRecord, SettledRecord, Settlement } from './change-record.js';

/** First cell of a record. */
const [CHANGE, SETTLED] = [2, 3];
const OUTCOMES = ['applied', 'refused', 'aborted'] as const satisfies readonly Settlement[];

const writeRecord = (writer: RowWriter, record: JournalRecord): void => {
  if (record.kind === 'change') writeChange(writer, record);
  else writeSettled(writer, record);
};

export const writeSettled = (writer: RowWriter, { seqs, outcome }: SettledRecord): void => {
  writer.array(3);
  writer.int(SETTLED);
  writer.int(OUTCOMES.indexOf(outcome));
  writer.array(seqs.length);
  for (const seq of seqs) writer.int(seq);
};

export const encodeRecord = (record: JournalRecord): Buffer => rowBytes((writer) => writeRecord(writer, record));

export const writeChange = (writer: RowWriter, record: ChangeRecord): void => {
  const { seq, journaledAt, takenAt, takenSeq, at, askedAt, commit } = record;
  writer.array(14);
  writer.int(CHANGE);
  writer.int(seq);
  writer.int(journaledAt);
  writer.int(takenAt - journaledAt);
  writer.int(takenSeq - seq);
  writer.id(record.requestId);
  writer.text(record.space);
  writer.id(record.user);
  writeCommand(writer, record.command);
  writer.int(at - journaledAt);
  writer.int(askedAt - at);
  writer.idOrNil(record.actor);
  writer.text(record.source);
  if (commit === null) writer.nil();
  else writer.blob(encodeCommit(commit));
};

/**
 * Null for a change of a space that is not `wanted`: most of what reading one costs is its commit.
 * @throws Error when the bytes are no record that is known here
 */
export const decodeRecord = (payload: Buffer, wanted: (space: SpaceId) => boolean = () => true): JournalRecord | null => {
  const row = unpack(payload, 'record');
  if (row.int(0) === SETTLED) return { kind: 'settled', outcome: row.choice(1, OUTCOMES), seqs: row.row(2).ints() };
  if (row.int(0) !== CHANGE) throw new Error(`a record of kind ${row.int(0)} is not known here`);
  const space = spaceId(row.text(6));
  return wanted(space) ? { kind: 'change', ...changeOf(row, space) } : null;
};

const changeOf = (row: Row, space: SpaceId): ChangeRecord => {
  const [seq, journaledAt] = [row.int(1), row.int(2)];
  const at = journaledAt + row.int(9);
  return {
    seq,
    journaledAt,
    takenAt: journaledAt + row.int(3),
    takenSeq: seq + row.int(4),
    requestId: requestId(row.id(5)),
    space,
    user: userId(row.id(7)),
    command: commandOf(row.row(8)),
    at,
    askedAt: at + row.int(10),
    actor: row.has(11) ? userId(row.id(11)) : null,
    source: row.text(12),
    commit: row.has(13) ? decodeCommit(space, row.bytes(13)) : null,
  };
};
