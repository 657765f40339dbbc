import { closeSync, openSync, writeSync } from 'node:fs';
import type { Sink } from './report.js';

/** Bytes that are kept before they are written. */
const BLOCK = 65_536;

export interface FileSink extends Sink {
  /** Writes what is kept, and answers how many bytes there are. */
  finish(): number;
  /** Closes the file, whatever became of it. */
  close(): void;
}

/**
 * Writes into a new file, at once: for a thread that has nothing else to do.
 * @throws when the file is there already, or the disk is full
 */
export const fileSink = (path: string): FileSink => {
  const file = openSync(path, 'wx', 0o600);
  let kept: Buffer[] = [];
  let length = 0;
  let size = 0;
  const flush = (): void => {
    const bytes = Buffer.concat(kept);
    kept = [];
    length = 0;
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    size += bytes.length;
  };
  return {
    write(bytes) {
      const buffer =
        typeof bytes === 'string' ? Buffer.from(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      kept.push(buffer);
      length += buffer.length;
      if (length >= BLOCK) flush();
      return Promise.resolve();
    },
    finish() {
      flush();
      return size;
    },
    close: () => closeSync(file),
  };
};
