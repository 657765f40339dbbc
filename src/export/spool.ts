import { closeSync, openSync, readSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { CategoryId, UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';

/**
 * What an export was read as, on the disk: one record a line, JSON. Every pass over it reads the same entries, whatever happens to them in the meantime, and
 * none of them has to be in memory. Only the process that wrote it reads it.
 */
export type SpoolRecord =
  | { readonly kind: 'member'; readonly user: UserId; readonly name: string }
  | { readonly kind: 'category'; readonly id: CategoryId; readonly name: string }
  | SpooledEntry;

/** An entry of the member whose record came last. Records of members and categories come before the entries that belong to them. */
export interface SpooledEntry {
  readonly kind: 'entry';
  readonly session: Session;
  /** The zone and the start of the day by which it was counted. */
  readonly zone: string;
  readonly dayStart: number;
  /** What of it counts on which day (`yyyymmdd`, ms), oldest first: also outside of the period. */
  readonly days: readonly (readonly [day: string, ms: number])[];
  readonly source: string | null;
  readonly edits: number | null;
}

/** Bytes that are kept before they are written, and read at a time. */
const BLOCK = 65_536;

export interface SpoolWriter {
  /** Keeps a record, in memory until the next `flush`. */
  add(record: SpoolRecord): void;
  /** Writes what is kept; does nothing while that is little. Rejects when the disk is full. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** @param path of a file that is not there yet */
export const writeSpool = async (path: string): Promise<SpoolWriter> => {
  const file: FileHandle = await open(path, 'wx', 0o600);
  let lines: string[] = [];
  let kept = 0;
  const write = async (): Promise<void> => {
    const text = lines.join('');
    lines = [];
    kept = 0;
    if (text !== '') await file.writeFile(text);
  };
  return {
    add(record) {
      const line = `${JSON.stringify(record)}\n`;
      lines.push(line);
      kept += line.length;
    },
    async flush() {
      if (kept >= BLOCK) await write();
    },
    async close() {
      try {
        await write();
      } finally {
        await file.close();
      }
    },
  };
};

/** Where a record lies: its first byte, and how many there are. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

const NEWLINE = 10;

/** Reads a spool, a block at a time and at once: it is meant for a thread that has nothing else to do. */
export class SpoolReader {
  private readonly file: number;
  private block = Buffer.alloc(0);
  private blockAt = 0;

  /** @throws when the file is not there */
  constructor(path: string) {
    this.file = openSync(path, 'r');
  }

  /** All records in order, with where they lie. */
  *records(): Generator<{ readonly record: SpoolRecord; readonly place: Place }> {
    let offset = 0;
    for (;;) {
      const length = this.lineAt(offset);
      if (length === null) return;
      const place = { offset, length };
      yield { record: this.read(place), place };
      offset += length + 1;
    }
  }

  /** The record at a place. Those that lie beside each other are read from the disk together. */
  read({ offset, length }: Place): SpoolRecord {
    if (offset < this.blockAt || offset + length > this.blockAt + this.block.length) this.fill(offset, Math.max(BLOCK, length));
    const from = offset - this.blockAt;
    // Written by this process, in this shape.
    return JSON.parse(this.block.toString('utf8', from, from + length)) as SpoolRecord;
  }

  close(): void {
    closeSync(this.file);
  }

  /** Bytes of the line that begins there; null at the end. */
  private lineAt(offset: number): number | null {
    const from = offset - this.blockAt;
    const known = from >= 0 && from < this.block.length ? this.block.indexOf(NEWLINE, from) : -1;
    if (known >= 0) return known - from;
    for (let wanted = BLOCK; this.fill(offset, wanted); wanted *= 2) {
      const end = this.block.indexOf(NEWLINE);
      if (end >= 0) return end;
      if (this.block.length < wanted) throw new Error('the spool ends within a record');
    }
    return null;
  }

  /** Reads on from this byte; false at the end of the file. */
  private fill(offset: number, wanted: number): boolean {
    const buffer = Buffer.allocUnsafe(wanted);
    let length = 0;
    while (length < wanted) {
      const read = readSync(this.file, buffer, length, wanted - length, offset + length);
      if (read === 0) break;
      length += read;
    }
    this.block = buffer.subarray(0, length);
    this.blockAt = offset;
    return length > 0;
  }
}
