import { createWriteStream } from 'node:fs';
import { link, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { EXIT, ProgramEnd } from '../flat/exit.js';
import type { Item } from './table.js';

/**
 * Writes all items into a file that reads like the output of `aws dynamodb scan`, page by page. The file is there when it is whole, readable by its owner alone;
 * one that is there already is left alone.
 * @param file gzipped where it ends with `.gz`
 * @returns how many items
 * @throws ProgramEnd
 */
export const writeBackup = async (file: string, pages: AsyncIterable<readonly Item[]>): Promise<number> => {
  const part = `${file}.part`;
  let count = 0;
  async function* text(): AsyncGenerator<string, void, void> {
    yield '{"Items":[';
    for await (const items of pages) {
      yield items.map((item, nth) => `${count + nth === 0 ? '' : ','}\n${JSON.stringify(plain(item))}`).join('');
      count += items.length;
    }
    yield `\n],"Count":${count},"ScannedCount":${count}}\n`;
  }
  try {
    const out = createWriteStream(part, { mode: 0o600 });
    if (file.endsWith('.gz')) await pipeline(Readable.from(text()), createGzip(), out);
    else await pipeline(Readable.from(text()), out);
    // Unlike a rename, this never puts a new file in the place of an old one.
    await link(part, file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && 'path' in error)
      throw new ProgramEnd(EXIT.failed, error.code === 'EEXIST' ? `${file} is there already; name another one` : error.message);
    throw error;
  } finally {
    await rm(part, { force: true });
  }
  return count;
};

/** Bytes are written as the command line of AWS writes them. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
};
