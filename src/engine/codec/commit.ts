import { categoryId, userId, type SpaceId } from '../../domain/ids.js';
import { rememberLast } from '../fast/remember-last.js';
import type { Commit, DayDelta, EntryChange } from '../store.js';
import { CorruptData, idOf } from './blob.js';
import { decodeEntry, writeEntry } from './entry-codec.js';
import { decodeLedger, writeLedger } from './ledger.js';
import { monthOf } from './month.js';
import { RowWriter } from '../fast/row-writer.js';
import { decodeState, writeState } from './state.js';

/** Bytes that one piece of memory is made for; commits lie in it one after the other. */
const SLAB = 64 << 10;
/** A count of one byte that stands for "see below". */
const MANY = 0xff;
/** As many as the script can be given keys for. */
const PARTS_MAX = 2_000;
/** More than nearly every commit has. */
const USUAL = 4 << 10;

let writer = new RowWriter(SLAB);

const write = (commit: Commit): Buffer => {
  // A piece belongs to the commits in it, as long as there are any.
  if (writer.at > SLAB - USUAL) writer = new RowWriter(SLAB);
  const from = writer.at;
  try {
    writeCommit(commit);
  } catch (error) {
    writer.backTo(from);
    throw error;
  }
  return writer.bytes.subarray(from, writer.at);
};

/**
 * A commit as bytes, written once: the journal keeps them, and the commit script reads them. In them, with lengths of one byte (s1) or of
 * four, little-endian (s4):
 *
 *   s1 member, s1 expected version, s1 start of the active session in ms or '', s1 request id as it stands in a state,
 *   s4 next value `<version>:<state>`, s4 ledger row, byte: number of day deltas, byte: number of entry changes (when one of them is 255, both
 *   follow in two bytes each),
 *   for each day delta: s1 `yyyymmdd:category`, s1 ms (may be negative)
 *   for each entry change: s1 '+' or '-', s1 end in ms, s4 entry, s1 month `yyyymm`, s1 session id as it stands in the entry
 */
export const encodeCommit = rememberLast(write);

const writeCommit = (commit: Commit): void => {
  const { requestId, user, expectedVersion, next, entries, days, ledger } = commit;
  if (next.version !== expectedVersion + 1) throw new RangeError(`version ${next.version} does not follow ${expectedVersion}`);
  if (days.length > PARTS_MAX || entries.length > PARTS_MAX)
    throw new RangeError(`one change of more than ${PARTS_MAX} days or entries`);
  plain(user);
  plain(String(expectedVersion));
  plain(next.active === null ? '' : String(next.active.startedAt));
  id(requestId);
  const state = writer.begin4();
  writeState(writer, next);
  writer.end4(state);
  const row = writer.begin4();
  writeLedger(writer, user, requestId, next.version, ledger);
  writer.end4(row);
  if (days.length < MANY && entries.length < MANY) {
    writer.byte(days.length);
    writer.byte(entries.length);
  } else {
    writer.byte(MANY);
    writer.byte(MANY);
    for (const { length } of [days, entries]) for (const byte of [length & 0xff, length >>> 8]) writer.byte(byte);
  }
  for (const { day, category, ms } of days) {
    const field = writer.begin1();
    writer.plain(day);
    writer.utf8(':');
    writer.utf8(category);
    writer.end1(field);
    plain(String(ms));
  }
  for (const { op, session } of entries) {
    if (session.endedAt === null) throw new RangeError('only an ended session is an entry');
    plain(op === 'put' ? '+' : '-');
    plain(String(session.endedAt));
    const entry = writer.begin4();
    writeEntry(writer, session);
    writer.end4(entry);
    plain(monthOf(session.endedAt));
    id(session.id);
  }
};

/** s1 of characters below 128. */
const plain = (value: string): void => {
  const field = writer.begin1();
  writer.plain(value);
  writer.end1(field);
};

const id = (value: string): void => {
  const field = writer.begin1();
  writer.id(value);
  writer.end1(field);
};

/** @throws CorruptData when these are not the bytes of a commit */
export const decodeCommit = (space: SpaceId, bytes: Buffer): Commit => {
  const fields = new Fields(bytes);
  const user = idOf(userId, fields.text());
  const expectedVersion = fields.whole();
  // Start and request id stand in the state and in the ledger row as well.
  fields.short();
  fields.short();
  const next = decodeState(fields.long());
  const { requestId, records: ledger, version } = decodeLedger(fields.long(), user);
  if (next.version !== expectedVersion + 1 || version !== next.version) throw new CorruptData('commit: versions do not follow');
  let [dayCount, entryCount] = [fields.byte(), fields.byte()];
  if (dayCount === MANY || entryCount === MANY) [dayCount, entryCount] = [fields.two(), fields.two()];
  const days = Array.from({ length: dayCount }, (): DayDelta => {
    const field = fields.text();
    return { day: field.slice(0, 8), category: categoryId(field.slice(9)), ms: fields.whole() };
  });
  const entries = Array.from({ length: entryCount }, (): EntryChange => {
    const op = fields.text();
    fields.short();
    const session = decodeEntry(fields.long());
    fields.short();
    fields.short();
    return { op: op === '+' ? 'put' : 'remove', session };
  });
  fields.end();
  return { requestId, space, user, expectedVersion, next, entries, days, ledger };
};

/** Reads fields one after the other. */
class Fields {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  byte(): number {
    const value = this.#bytes[this.#at++];
    if (value === undefined) throw new CorruptData('commit: too short');
    return value;
  }

  two(): number {
    return this.#take(2).readUInt16LE();
  }

  short(): Buffer {
    return this.#take(this.byte());
  }

  long(): Buffer {
    return this.#take(this.#take(4).readUInt32LE());
  }

  text(): string {
    return this.short().toString();
  }

  whole(): number {
    const text = this.text();
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(value)) throw new CorruptData('commit: not a whole number');
    return value;
  }

  end(): void {
    if (this.#at !== this.#bytes.length) throw new CorruptData('commit: too long');
  }

  #take(length: number): Buffer {
    const from = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new CorruptData('commit: too short');
    return this.#bytes.subarray(from, this.#at);
  }
}
