import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const QUOTE = 0x22;
const LINE_END = 0x0a;

/** Where rows end in bytes that follow each other: behind their line ends, but for those that stand in quotes. */
const rowEnds = () => {
  let isQuoted = false;
  return (bytes: Uint8Array): readonly number[] => {
    const ends: number[] = [];
    for (let at = 0; at < bytes.length; at += 1) {
      if (bytes[at] === QUOTE) isQuoted = !isQuoted;
      else if (bytes[at] === LINE_END && !isQuoted) ends.push(at + 1);
    }
    return ends;
  };
};

/** Rows of a CSV file, one by one with their line ends. */
async function* rowsOf(path: string): AsyncGenerator<Uint8Array> {
  const ends = rowEnds();
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of createReadStream(path)) {
    const bytes = piece as Buffer;
    let from = 0;
    for (const end of ends(bytes)) {
      yield rest.length === 0 ? bytes.subarray(from, end) : Buffer.concat([rest, bytes.subarray(from, end)]);
      rest = Buffer.alloc(0);
      from = end;
    }
    rest = Buffer.concat([rest, bytes.subarray(from)]);
  }
  if (rest.length > 0) yield rest;
}

/** Written together, bytes: rows are short. */
const BUFFERED = 256 * 1024;

/** A file that is written row by row. */
class Part {
  readonly #file: FileHandle;
  #waiting: Uint8Array[] = [];
  #buffered = 0;
  size = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async add(row: Uint8Array): Promise<void> {
    this.#waiting.push(row);
    this.#buffered += row.length;
    this.size += row.length;
    if (this.#buffered >= BUFFERED) await this.#flush();
  }

  async close(): Promise<void> {
    await this.#flush();
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    await this.#file.writeFile(Buffer.concat(this.#waiting));
    this.#waiting = [];
    this.#buffered = 0;
  }
}

/**
 * Splits a CSV file between rows: each part begins with the header and has at most `max` bytes, unless a single row has more. Rows with line breaks in
 * quotes stay whole. Nothing of the file is in memory but some rows.
 * @param pathOf where the n-th part goes, from 0 on
 * @returns the paths, in their order
 */
export const splitCsv = async (path: string, max: number, pathOf: (n: number) => string): Promise<readonly string[]> => {
  const paths: string[] = [];
  let header: Uint8Array | null = null;
  let part: Part | null = null;
  try {
    for await (const row of rowsOf(path)) {
      if (header === null) {
        header = Buffer.from(row);
        continue;
      }
      if (part !== null && part.size + row.length > max) {
        await part.close();
        part = null;
      }
      if (part === null) {
        const to = pathOf(paths.length);
        paths.push(to);
        part = new Part(await open(to, 'w'));
        await part.add(header);
      }
      await part.add(row);
    }
  } finally {
    await part?.close();
  }
  return paths;
};
