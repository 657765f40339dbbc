import { closeSync, openSync, readSync } from 'node:fs';
import type { Counting } from '../../domain/counting.js';
import { categoryId, sessionId, userId, type CategoryId, type UserId } from '../../domain/ids.js';
import type { Interval, Session } from '../../domain/session.js';
import { ByteReader } from './bytes.js';
import { HEADER, KIND, NONE, type SpooledEntry } from './records.js';

/** Bytes that are read at a time. */
const BLOCK = 65_536;

/** What `scan` comes upon, in order. */
export interface SpoolVisitor {
  member(user: UserId, name: string): void;
  category(id: CategoryId, name: string): void;
  /** What is handed over is another entry at the next call. */
  entry(entry: ScannedEntry): void;
}

/** What sums are made of. */
export interface ScannedEntry {
  /** Where it lies, for `entry`. */
  readonly offset: number;
  /** The number of its category: they are counted as they come. */
  readonly category: number;
  readonly startedAt: number;
  /** How many of `days` (`yyyymmdd` as a number) and of `lengths` (ms) are its. */
  readonly dayCount: number;
  readonly days: readonly number[];
  readonly lengths: readonly number[];
}

/** An entry as it was written. */
export interface ReadEntry extends Pick<SpooledEntry, 'session' | 'zone' | 'dayStart' | 'source' | 'edits'> {
  /** How many days it counts on, also outside of the period. */
  readonly dayCount: number;
}

type Changing<T> = { -readonly [Key in keyof T]: T[Key] };

const NO_PAUSES: readonly Interval[] = [];

/** Reads a spool, a block at a time and at once: it is meant for a thread that has nothing else to do. `scan` comes first. */
export class SpoolReader {
  private readonly file: number;
  private buffer = Buffer.allocUnsafe(BLOCK);
  private readonly bytes = new ByteReader(this.buffer);
  /** What of the file lies in the buffer. */
  private blockAt = 0;
  private blockLength = 0;
  private readonly words: string[] = [];
  private readonly categories: CategoryId[] = [];
  private counting: Counting | null = null;

  /** @throws when the file is not there */
  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  /** Goes through all records in order. */
  scan(visitor: SpoolVisitor): void {
    const { bytes } = this;
    const found: Changing<ScannedEntry> & { days: number[]; lengths: number[] } = {
      offset: 0,
      category: 0,
      startedAt: 0,
      dayCount: 0,
      days: [],
      lengths: [],
    };
    for (let offset = 0, length = this.find(offset); length > 0; offset += length, length = this.find(offset)) {
      switch (bytes.byte()) {
        case KIND.member:
          visitor.member(userId(bytes.text()), bytes.text());
          break;
        case KIND.category:
          this.category(visitor);
          break;
        case KIND.word:
          this.words.push(bytes.text());
          break;
        default:
          found.offset = offset;
          found.category = bytes.number();
          found.startedAt = bytes.float();
          found.dayCount = bytes.number();
          for (let at = 0; at < found.dayCount; at += 1) {
            found.days[at] = bytes.number();
            found.lengths[at] = bytes.float();
          }
          visitor.entry(found);
      }
    }
  }

  /** The entry at a place that `scan` has told. Those that lie beside each other are read from the disk together. */
  entry(offset: number): ReadEntry {
    const { bytes } = this;
    this.find(offset);
    const kind = bytes.byte();
    const category = this.categories[bytes.number()];
    if (kind !== KIND.entry || category === undefined) throw new Error('the spool is not what it was');
    const startedAt = bytes.float();
    const dayCount = bytes.number();
    bytes.at += dayCount * 12;
    const zone = this.word() ?? '';
    const dayStart = bytes.number();
    const endedAt = bytes.floatOrNull();
    const pausedSince = bytes.floatOrNull();
    const overrideMs = bytes.floatOrNull();
    // Written by this process from a session, so it has these values again.
    const status = this.word() as Session['status'];
    const endReason = this.word() as Session['endReason'];
    const counting = this.readCounting();
    const source = this.word();
    const edits = bytes.number();
    const pauses = this.pauses();
    const id = sessionId(bytes.text());
    const note = bytes.textOrNull();
    return {
      session: { id, category, status, note, startedAt, pauses, pausedSince, endedAt, endReason, overrideMs, counting },
      zone,
      dayStart,
      source,
      edits: edits === NONE ? null : edits,
      dayCount,
    };
  }

  close(): void {
    closeSync(this.file);
  }

  private category(visitor: SpoolVisitor): void {
    const id = categoryId(this.bytes.text());
    this.categories.push(id);
    visitor.category(id, this.bytes.text());
  }

  private word(): string | null {
    const number = this.bytes.number();
    return number === NONE ? null : (this.words[number] ?? null);
  }

  private readCounting(): Counting | null {
    const zone = this.word();
    const dayStart = this.bytes.number();
    const boundary = this.word();
    if (zone === null) return null;
    const known = this.counting;
    // Nearly all entries were counted in one way: one object is enough for all of them.
    if (known?.zone === zone && known.dayStart === dayStart && known.boundary === boundary) return known;
    return (this.counting = { zone, dayStart, boundary: boundary as Counting['boundary'] });
  }

  private pauses(): readonly Interval[] {
    const count = this.bytes.number();
    if (count === 0) return NO_PAUSES;
    const pauses: Interval[] = [];
    for (let at = 0; at < count; at += 1) pauses.push({ start: this.bytes.float(), end: this.bytes.float() });
    return pauses;
  }

  /** Looks at the record that begins there: the next to be read is its kind. Bytes of the record; 0 at the end of the file. */
  private find(offset: number): number {
    if (!this.holds(offset, HEADER)) {
      this.fill(offset);
      if (this.blockLength === 0) return 0;
      if (this.blockLength < HEADER) throw new Error('the spool ends within a record');
    }
    this.bytes.at = offset - this.blockAt;
    const length = this.bytes.number();
    if (!this.holds(offset, length)) {
      if (length > this.buffer.length) {
        this.buffer = Buffer.allocUnsafe(length);
        this.bytes.over(this.buffer);
      }
      this.fill(offset);
      if (this.blockLength < length) throw new Error('the spool ends within a record');
      this.bytes.at = HEADER - 1;
    }
    return length;
  }

  /** Are these bytes of the file in the buffer? */
  private holds(offset: number, length: number): boolean {
    return offset >= this.blockAt && offset + length <= this.blockAt + this.blockLength;
  }

  /** Reads on from this byte. */
  private fill(offset: number): void {
    let length = 0;
    while (length < this.buffer.length) {
      const read = readSync(this.file, this.buffer, length, this.buffer.length - length, offset + length);
      if (read === 0) break;
      length += read;
    }
    this.blockAt = offset;
    this.blockLength = length;
  }
}
