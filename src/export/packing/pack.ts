import { rm } from 'node:fs/promises';
import type { ExportedFile } from '../exports.js';
import { splitCsv } from './split-csv.js';
import { zipFile } from './zip-file.js';

/** A file on the disk as it is sent. */
export interface PackedFile {
  readonly path: string;
  /** What it is called when it is sent. */
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

export type Packed =
  | { readonly fits: true; readonly files: readonly PackedFile[] }
  /** It would have to be about so many files, and is of a format that cannot be torn apart. */
  | { readonly fits: false; readonly parts: number };

const ZIP = 'application/zip';
/** Parts of one export: more are a matter for a shorter period. */
export const PARTS_MAX = 10;
/** What a part is planned to fill: some rows pack worse than others. */
const FILLED = 0.85;
/** A part that turns out too large is made of smaller ones so often. */
const TRIES = 3;

type Source = Pick<ExportedFile, 'path' | 'name' | 'contentType' | 'size'>;

const removeAll = async (paths: readonly string[]): Promise<void> => {
  await Promise.all(paths.map((path) => rm(path, { force: true })));
};

/** `report.csv`, 1, 3 -> `report.part1of3` */
const partName = (name: string, n: number, of: number): string => `${name.replace(/\.csv$/, '')}.part${n}of${of}`;

/** A CSV file in parts, each with the header and in a ZIP file of its own; null when there are more than PARTS_MAX. */
const packCsv = async (file: Source, ratio: number, max: number, at: number): Promise<readonly PackedFile[] | null> => {
  let target = (max * FILLED) / Math.max(ratio, 0.001);
  for (let attempt = 0; attempt < TRIES; attempt += 1, target /= 2) {
    if (file.size / target > PARTS_MAX) return null;
    const parts = await splitCsv(file.path, target, (n) => `${file.path}.part${n}`);
    const packed: PackedFile[] = [];
    for (const [n, path] of parts.entries()) {
      const name = partName(file.name, n + 1, parts.length);
      const zipped = await zipFile(path, `${name}.csv`, `${path}.zip`, max, at);
      if (!zipped.fits) break;
      packed.push({ path: `${path}.zip`, name: `${name}.zip`, contentType: ZIP, size: zipped.size });
    }
    await removeAll(parts);
    if (packed.length === parts.length && parts.length <= PARTS_MAX) return packed;
    await removeAll(packed.map(({ path }) => path));
  }
  return null;
};

/**
 * Makes of an exported file what may be sent where a file has at most `max` bytes: the file itself, else a ZIP file of it, else (a CSV file) several ZIP
 * files with a part of the rows each. Files that are made lie beside the exported one, and are for the caller to remove.
 * @param at ms; the moment that they bear
 */
export const pack = async (file: Source, max: number, at: number): Promise<Packed> => {
  const { path, name, contentType, size } = file;
  if (size <= max) return { fits: true, files: [{ path, name, contentType, size }] };
  const zipped = await zipFile(path, name, `${path}.zip`, max, at);
  if (zipped.fits)
    return { fits: true, files: [{ path: `${path}.zip`, name: zipName(name), contentType: ZIP, size: zipped.size }] };
  const parts = name.endsWith('.csv') ? await packCsv(file, zipped.ratio, max, at) : null;
  if (parts !== null) return { fits: true, files: parts };
  return { fits: false, parts: Math.ceil((size * zipped.ratio) / (max * FILLED)) };
};

const zipName = (name: string): string => `${name.replace(/\.[a-z]+$/, '')}.zip`;
