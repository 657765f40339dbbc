import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { zipDeflated } from '../zip.js';

/** Headers and directory of a ZIP file with one file in it, beside its names: a little more than they take. */
const AROUND = 256;

/** `size`: bytes of the ZIP file. `ratio`: of what was read until it was too large, how much was left of each byte. */
export type Zipped = { readonly fits: true; readonly size: number } | { readonly fits: false; readonly ratio: number };

/**
 * Puts a file of the disk into a ZIP file at `to`, when that has at most `max` bytes; else nothing is written. It is deflated piece by piece outside of
 * the event loop, so no click waits for it, and no more than `max` bytes are in memory.
 * @param name what it is called in there, ASCII
 * @param at ms; the moment that it bears
 */
export const zipFile = async (path: string, name: string, to: string, max: number, at: number): Promise<Zipped> => {
  let [size, crc, packed] = [0, 0, 0];
  const pieces: Uint8Array[] = [];
  const deflate = createDeflateRaw();
  const source = createReadStream(path);
  source.on('data', (bytes) => {
    size += bytes.length;
    crc = crc32(bytes, crc);
  });
  source.on('error', (error) => deflate.destroy(error));
  source.pipe(deflate);
  for await (const piece of deflate) {
    const bytes = piece as Uint8Array;
    pieces.push(bytes);
    packed += bytes.length;
    if (packed + 2 * name.length + AROUND > max) {
      // Leaving the loop ends `deflate`.
      source.destroy();
      return { fits: false, ratio: packed / Math.max(1, size) };
    }
  }
  const zip = zipDeflated([{ name, packed: Buffer.concat(pieces), size, crc }], at);
  await writeFile(to, zip);
  return { fits: true, size: zip.length };
};
