import { gunzipSync } from 'node:zlib';
import { Unzip, UnzipInflate, UnzipPassThrough } from 'fflate';
import { UNPACKED_MAX } from '../api.js';
import { FileRefused } from '../refused.js';

/** A file, or one out of a packed one. */
export interface Source {
  /** What it is called where it was packed; null: it was not. */
  readonly name: string | null;
  readonly bytes: Uint8Array;
}

/** Files in one packed file; those that are of no use are counted too. */
const FILES_MAX = 5_000;
/** What is looked into; everything else in a packed file is passed over. */
const OF_USE = /\.(json|csv|tsv|txt|data|ics|gz|zip)$/i;

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean => head.every((byte, at) => bytes[at] === byte);
const isGzip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x1f, 0x8b);
const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);

/**
 * What is in a file: itself, what was gzipped, or the files of a ZIP file (gzipped ones among them), all together at most `most` bytes.
 * @throws FileRefused IMPORT_UNPACKED_TOO_LARGE, IMPORT_NESTED, IMPORT_FILE_DAMAGED
 */
export const unpack = (bytes: Uint8Array, most = UNPACKED_MAX): readonly Source[] => {
  if (isGzip(bytes)) {
    const inside = gunzip(bytes, most);
    if (isGzip(inside) || isZip(inside)) throw new FileRefused('IMPORT_NESTED');
    return [{ name: null, bytes: inside }];
  }
  if (!isZip(bytes)) return [{ name: null, bytes }];
  let left = most;
  return unzip(bytes, most).map((source) => {
    if (isZip(source.bytes)) throw new FileRefused('IMPORT_NESTED');
    const inside = isGzip(source.bytes) ? gunzip(source.bytes, left) : source.bytes;
    if (isGzip(inside) || isZip(inside)) throw new FileRefused('IMPORT_NESTED');
    left -= inside.length;
    if (left < 0) throw tooLarge(most);
    return { name: source.name, bytes: inside };
  });
};

const tooLarge = (most: number): FileRefused => new FileRefused('IMPORT_UNPACKED_TOO_LARGE', { max: most >> 20 });

const gunzip = (bytes: Uint8Array, most: number): Uint8Array => {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most);
    throw new FileRefused('IMPORT_FILE_DAMAGED');
  }
};

/** Bytes of the packed file that are read at a time, so that what unpacks to far more is noticed early. */
const STEP = 16_384;

/** What is said of the sizes inside is not believed: what comes out is counted. */
const unzip = (bytes: Uint8Array, most: number): readonly Source[] => {
  const found: { readonly name: string; readonly parts: Uint8Array[]; isWhole: boolean }[] = [];
  let [files, total] = [0, 0];
  const reader = new Unzip((file) => {
    files += 1;
    if (files > FILES_MAX) throw tooLarge(most);
    if (file.name.endsWith('/') || !OF_USE.test(file.name)) return;
    const one = { name: file.name, parts: [] as Uint8Array[], isWhole: false };
    found.push(one);
    file.ondata = (error, part, isLast) => {
      // What is thrown here comes back as an error of the file.
      if (error !== null) throw (error as unknown) instanceof FileRefused ? error : new FileRefused('IMPORT_FILE_DAMAGED');
      total += part.length;
      if (total > most) throw tooLarge(most);
      one.parts.push(part);
      one.isWhole ||= isLast;
    };
    file.start();
  });
  reader.register(UnzipInflate);
  reader.register(UnzipPassThrough);
  try {
    for (let at = 0; at < bytes.length; at += STEP) reader.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused('IMPORT_FILE_DAMAGED');
  }
  if (found.some(({ isWhole }) => !isWhole)) throw new FileRefused('IMPORT_FILE_DAMAGED');
  return found.map(({ name, parts }) => ({ name, bytes: Buffer.concat(parts) }));
};
