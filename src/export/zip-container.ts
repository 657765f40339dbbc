import { once } from 'node:events';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Zip, ZipDeflate, type ZipInputFile } from 'fflate';
import type { Sink } from './report.js';

/** A ZIP file that is written as it comes: nothing of it stays in memory. */
export interface Container {
  file(name: string, content: Uint8Array): Promise<void>;
  /** A file of texts, one after the other. Nothing else may be written before it ends. */
  open(name: string): TextFile;
  end(): Promise<void>;
}

export interface TextFile {
  /** Keeps the text for the next block. `isFull` says when one should be written. */
  add(text: string): void;
  readonly isFull: boolean;
  /** Writes what was added, and waits for the sink. */
  drain(): Promise<void>;
  end(): Promise<void>;
}

/** Bytes that are compressed at a time, and how much more a text that is added may have at most without being looked at. */
const BLOCK = 1 << 17;
/** XML of tables is the same again and again: to look longer makes it a little smaller, and takes much longer. */
const LEVEL = 2;
const DEFLATE = 8;

/** The ms that a local date shows like UTC does: the format bears times without a zone, and the library writes those of this machine. */
const asLocal = (ms: number): number => ms + new Date(ms).getTimezoneOffset() * 60_000;

/** @param at the moment that the files bear, ms @throws what the sink throws */
export const createContainer = (sink: Sink, at: number): Container => {
  let ready: Uint8Array[] = [];
  const mtime = asLocal(at);
  const errors: Error[] = [];
  const zip = new Zip((error, bytes) => {
    if (error === null) ready.push(bytes);
    else errors.push(error);
  });
  const drain = async (): Promise<void> => {
    for (const error of errors) throw error;
    const blocks = ready;
    ready = [];
    for (const bytes of blocks) await sink.write(bytes);
  };
  return {
    async file(name, content) {
      const file = new ZipDeflate(name, { level: 6 });
      file.mtime = mtime;
      zip.add(file);
      file.push(content, true);
      await drain();
    },
    open: (name) => openText(zip, name, mtime, drain),
    async end() {
      zip.end();
      await drain();
    },
  };
};

/** fflate makes the container, and zlib compresses: it does so in a thread of its own while the next block is written. */
const openText = (zip: Zip, filename: string, mtime: number, drain: () => Promise<void>): TextFile => {
  const file: ZipInputFile = { filename, mtime, size: 0, crc: 0, compression: DEFLATE };
  zip.add(file);
  const deflate = createDeflateRaw({ level: LEVEL });
  deflate.on('data', (bytes: Uint8Array<ArrayBuffer>) => file.ondata?.(null, bytes, false));
  let block = Buffer.allocUnsafe(BLOCK);
  let used = 0;
  let compressed: Promise<void> = Promise.resolve();

  const compress = (): void => {
    const bytes = block.subarray(0, used);
    block = Buffer.allocUnsafe(BLOCK);
    used = 0;
    file.crc = crc32(bytes, file.crc);
    file.size += bytes.length;
    const before = compressed;
    compressed = new Promise((resolve, reject) => {
      deflate.write(bytes, (error) => (error instanceof Error ? reject(error) : resolve(before)));
    });
  };
  return {
    add(text) {
      // A character of UTF-16 has three bytes at most in UTF-8.
      if (text.length * 3 > block.length - used) block = Buffer.concat([block.subarray(0, used)], used + text.length * 3 + BLOCK);
      used += block.write(text, used);
    },
    get isFull() {
      return used > BLOCK / 2;
    },
    async drain() {
      // The block before this one, so that this one can be compressed while the next one is made.
      await compressed;
      compress();
      await drain();
    },
    async end() {
      compress();
      await compressed;
      const end = once(deflate, 'end');
      deflate.end();
      await end;
      file.ondata?.(null, new Uint8Array(), true);
      await drain();
    },
  };
};
