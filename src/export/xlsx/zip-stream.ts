import { Zip, ZipDeflate } from 'fflate';
import type { Sink } from '../report.js';

/** A file within the ZIP file. One after the other: the next one is begun when this one has ended. */
export interface ZippedFile {
  write(text: string): Promise<void>;
  end(text?: string): Promise<void>;
}

export interface ZipStream {
  file(name: string): ZippedFile;
  /** Writes the directory. */
  end(): Promise<void>;
}

/** Tables say the same over and over: more work than this makes them hardly smaller. */
const LEVEL = 3;

/** The ms that a local date shows like UTC does: the format bears times without a zone, and the library writes those of this machine. */
export const asLocal = (ms: number): number => ms + new Date(ms).getTimezoneOffset() * 60_000;

/**
 * A ZIP file that is written as it comes, so that no file in it is ever in memory as a whole.
 * @param at ms; the moment that the files bear
 */
export const zipStream = (sink: Sink, at: number): ZipStream => {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    ready.push(bytes);
  });
  const drain = async (): Promise<void> => {
    const bytes = ready;
    ready = [];
    for (const some of bytes) await sink.write(some);
  };
  return {
    file(name) {
      const file = new ZipDeflate(name, { level: LEVEL });
      file.mtime = asLocal(at);
      zip.add(file);
      const push = (text: string, isLast: boolean): Promise<void> => {
        file.push(Buffer.from(text), isLast);
        return drain();
      };
      return { write: (text) => push(text, false), end: (text = '') => push(text, true) };
    },
    end() {
      zip.end();
      return drain();
    },
  };
};
