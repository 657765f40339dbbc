import { open, type FileHandle } from 'node:fs/promises';
import type { CategoryId } from '../../domain/ids.js';
import { ByteWriter } from './bytes.js';
import { KIND, type SpooledEntry, type SpoolRecord } from './records.js';

/** Bytes that are kept before they are written. */
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
  const bytes = new ByteWriter();
  const categories = new Map<CategoryId, number>();
  const words = new Map<string, number>();

  const record = (kind: number, rest: () => void): void => {
    const start = bytes.length;
    bytes.number(0);
    bytes.byte(kind);
    rest();
    bytes.setNumber(start, bytes.length - start);
  };
  /** The number of a word, which is written first where it is new. */
  const wordOf = (text: string | null): number | null => {
    if (text === null) return null;
    const known = words.get(text);
    if (known !== undefined) return known;
    record(KIND.word, () => bytes.text(text));
    words.set(text, words.size);
    return words.size - 1;
  };
  const entry = ({ session, days, zone, dayStart, source, edits }: SpooledEntry): void => {
    const { counting } = session;
    const category = categories.get(session.category);
    if (category === undefined) throw new RangeError('an entry came before its category');
    const [zoneWord, status, reason, sourceWord] = [zone, session.status, session.endReason, source].map(wordOf);
    const [ownZone, boundary] = [counting?.zone ?? null, counting?.boundary ?? null].map(wordOf);
    record(KIND.entry, () => {
      bytes.number(category);
      bytes.float(session.startedAt);
      bytes.number(days.length);
      for (const [day, ms] of days) {
        bytes.number(Number(day));
        bytes.float(ms);
      }
      bytes.number(zoneWord ?? null);
      bytes.number(dayStart);
      bytes.float(session.endedAt);
      bytes.float(session.pausedSince);
      bytes.float(session.overrideMs);
      bytes.number(status ?? null);
      bytes.number(reason ?? null);
      bytes.number(ownZone ?? null);
      bytes.number(counting?.dayStart ?? null);
      bytes.number(boundary ?? null);
      bytes.number(sourceWord ?? null);
      bytes.number(edits);
      bytes.number(session.pauses.length);
      for (const { start, end } of session.pauses) {
        bytes.float(start);
        bytes.float(end);
      }
      bytes.text(session.id);
      bytes.text(session.note);
    });
  };

  const write = async (): Promise<void> => {
    if (bytes.length > 0) await file.writeFile(bytes.take());
  };
  return {
    add(of) {
      if (of.kind === 'entry') {
        entry(of);
        return;
      }
      const [id, name] = of.kind === 'member' ? [of.user, of.name] : [of.id, of.name];
      if (of.kind === 'category') categories.set(of.id, categories.size);
      record(KIND[of.kind], () => {
        bytes.text(id);
        bytes.text(name);
      });
    },
    async flush() {
      if (bytes.length >= BLOCK) await write();
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
