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
  const block = Buffer.allocUnsafe(BLOCK);
  let used = 0;
  let size = 0;
  const writeAll = (bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    size += bytes.length;
  };
  const flush = (): void => {
    writeAll(block.subarray(0, used));
    used = 0;
  };
  return {
    write(content) {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      if (used + bytes.length > BLOCK) flush();
      if (bytes.length > BLOCK) writeAll(bytes);
      else {
        block.set(bytes, used);
        used += bytes.length;
      }
      return Promise.resolve();
    },
    finish() {
      flush();
      return size;
    },
    close: () => closeSync(file),
  };
};
