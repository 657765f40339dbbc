import { EVENT_TOLERANCE_MS } from '../../domain/snowflake.js';
import { requestId, type RequestId } from '../../domain/ids.js';
import type { Seen } from '../../domain/seen.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../../domain/session.js';
import { CorruptData, unpack, type Row } from './blob.js';
import { idSize, rowBytes, type RowWriter } from '../fast/row-writer.js';
import { sessionOf, writeSession } from './session.js';
import { versionOf } from './versioned.js';

/** First cell of a state. 1: without what was seen. */
const SCHEMA = 2;

/** A moment of the state that `changedAt` is told from. */
const anchor = (active: Session | null, last: Session | null): number =>
  active?.startedAt ?? last?.endedAt ?? last?.startedAt ?? 0;

/** `<version>:` and the row: schema, last change, active, last, newest moment seen, the ids seen. Lua reads the version and leaves the row alone. */
export const writeState = (writer: RowWriter, { version, changedAt, active, last, seen }: MemberState): void => {
  writer.plain(`${version}:`);
  writer.array(5 + seen.ids.length);
  writer.int(SCHEMA);
  writer.int(changedAt - anchor(active, last));
  if (active === null) writer.nil();
  else writeSession(writer, active);
  if (last === null) writer.nil();
  else writeSession(writer, last);
  writer.int(seen.until - changedAt);
  for (const id of seen.ids) writer.id(id);
};

/** How many bytes these ids take at the end of a state. */
export const bytesOfSeen = (ids: readonly RequestId[]): number => {
  let bytes = 0;
  for (const id of ids) bytes += idSize(id);
  return bytes;
};

/** EMPTY_MEMBER for null. @throws CorruptData */
export const decodeState = (value: Buffer | null): MemberState => {
  if (value === null) return EMPTY_MEMBER;
  const { version, from } = versionOf(value, 'state');
  const row = unpack(value, 'state', from);
  const schema = row.int(0);
  if (schema !== 1 && schema !== SCHEMA) throw new CorruptData(`state: schema ${schema} is not known here`);
  const [activeRow, lastRow] = [row.rowOrNull(2), row.rowOrNull(3)];
  const active = activeRow === null ? null : sessionOf(activeRow);
  const last = lastRow === null ? null : sessionOf(lastRow);
  const changedAt = anchor(active, last) + row.int(1);
  return { version, changedAt, active, last, seen: schema === 1 ? unknownSeen(changedAt) : seenOf(row, changedAt) };
};

/** The session on the clock; null when there is none. As `decodeState` would tell, without reading the rest: for long lists. @throws CorruptData */
export const activeOf = (value: Buffer): Session | null => {
  // `<version>:`, the head of the array, the schema and the last change stand before it.
  const schema = value.indexOf(58) + 2;
  const start = after(value, after(value, schema));
  const end = after(value, start);
  if (value[schema] !== SCHEMA || end > value.length) return decodeState(value).active;
  return value[start] === NIL ? null : sessionOf(unpack(value.subarray(start, end), 'state'));
};

const NIL = 0xc0;
/** Bytes of a cell by its first, for those of a fixed length. */
const LENGTHS: Readonly<Record<number, number>> = {
  ...{ 0xc0: 1, 0xc2: 1, 0xc3: 1, 0xca: 5, 0xcb: 9 },
  ...{ 0xcc: 2, 0xcd: 3, 0xce: 5, 0xcf: 9, 0xd0: 2, 0xd1: 3, 0xd2: 5, 0xd3: 9 },
};

/** Where the cell after the one at `at` begins; past the end when it is not one of those that a session is made of. */
const after = (bytes: Buffer, at: number): number => {
  const head = bytes[at] ?? 0xc1;
  if (head < 0x80 || head >= 0xe0) return at + 1;
  if ((head & 0xf0) === 0x90) return afterCells(bytes, at + 1, head & 0x0f);
  if (head >= 0xa0 && head < 0xc0) return at + 1 + (head & 0x1f);
  if (head === 0xd9) return at + 2 + (bytes[at + 1] ?? 0);
  if (head === 0xda && at + 3 <= bytes.length) return at + 3 + bytes.readUInt16BE(at + 1);
  if (head === 0xdc && at + 3 <= bytes.length) return afterCells(bytes, at + 3, bytes.readUInt16BE(at + 1));
  return at + (LENGTHS[head] ?? bytes.length);
};

const afterCells = (bytes: Buffer, from: number, count: number): number => {
  let at = from;
  for (let cell = 0; cell < count && at <= bytes.length; cell += 1) at = after(bytes, at);
  return at;
};

const seenOf = (row: Row, changedAt: number): Seen => {
  const ids: RequestId[] = [];
  for (let at = 5; at < row.length; at += 1) ids.push(requestId(row.id(at)));
  return { ids, until: changedAt + row.int(4) };
};

/** Of a state that says nothing of its requests: none was asked for later than events may lie ahead of our clock. */
const unknownSeen = (changedAt: number): Seen => ({ ids: [], until: changedAt + EVENT_TOLERANCE_MS });

export const encodeState = (state: MemberState): Buffer => rowBytes((writer) => writeState(writer, state));
