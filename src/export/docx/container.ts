import { Zip, ZipDeflate } from 'fflate';
import type { Sink } from '../report.js';

/** A ZIP file that is written as it comes: nothing of it stays in memory. */
export interface Container {
  file(name: string, content: Uint8Array): Promise<void>;
  /** A file of texts, one after the other. Nothing else may be written before it ends. */
  open(name: string): TextFile;
  end(): Promise<void>;
}

export interface TextFile {
  write(text: string): Promise<void> | void;
  end(): Promise<void>;
}

/** Characters that are compressed at a time. */
const HELD = 1 << 16;
/** XML of tables is the same again and again: to look longer makes it a little smaller, and takes twice as long. */
const LEVEL = 3;

/** @param at the moment that the files bear, ms @throws what the sink throws */
export const createContainer = (sink: Sink, at: number): Container => {
  const ready: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, bytes) => {
    if (error === null) ready.push(bytes);
    else failure = error;
  });
  const drain = async (): Promise<void> => {
    if (failure !== null) throw failure;
    for (const bytes of ready.splice(0)) await sink.write(bytes);
  };
  const add = (name: string): ZipDeflate => {
    const file = new ZipDeflate(name, { level: LEVEL });
    file.mtime = at;
    zip.add(file);
    return file;
  };
  return {
    async file(name, content) {
      add(name).push(content, true);
      await drain();
    },
    open(name) {
      const file = add(name);
      let held = '';
      return {
        write(text) {
          held += text;
          if (held.length < HELD) return;
          file.push(Buffer.from(held), false);
          held = '';
          return drain();
        },
        async end() {
          file.push(Buffer.from(held), true);
          await drain();
        },
      };
    },
    async end() {
      zip.end();
      await drain();
    },
  };
};
