import { EVENT_TOLERANCE_MS } from '../../domain/snowflake.js';
import { requestId, type RequestId } from '../../domain/ids.js';
import type { Seen } from '../../domain/seen.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../../domain/session.js';
import { CorruptData, unpack, type Row } from './blob.js';
import { rowBytes, type RowWriter } from './row-writer.js';
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
export const bytesOfSeen = (ids: readonly RequestId[]): number =>
  ids.length === 0 ? 0 : rowBytes((writer) => ids.forEach((id) => writer.id(id))).length;

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

const seenOf = (row: Row, changedAt: number): Seen => {
  const ids: RequestId[] = [];
  for (let at = 5; at < row.length; at += 1) ids.push(requestId(row.id(at)));
  return { ids, until: changedAt + row.int(4) };
};

/** Of a state that says nothing of its requests: none was asked for later than events may lie ahead of our clock. */
const unknownSeen = (changedAt: number): Seen => ({ ids: [], until: changedAt + EVENT_TOLERANCE_MS });

export const encodeState = (state: MemberState): Buffer => rowBytes((writer) => writeState(writer, state));
