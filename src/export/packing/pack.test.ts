import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pack } from './pack.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'punchcard-pack-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const AT = Date.UTC(2026, 0, 5);
const HEADER = ['id', 'note'];
/** Text that does not pack well. */
const noise = (n: number): string => {
  let state = n + 1;
  return Array.from({ length: 60 }, () => ((state = (state * 48_271) % 2_147_483_647) % 36).toString(36)).join('');
};
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const rowsOf = (count: number): readonly (readonly string[])[] =>
  Array.from({ length: count }, (_, n) => [String(n), n % 7 === 0 ? `first line\r\nsecond; "${noise(n)}"` : noise(n)]);
const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${[HEADER, ...rows].map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`;

const written = async (name: string, text: string) => {
  const file = { path: path.join(folder, name), name, contentType: 'text/plain', size: Buffer.byteLength(text) };
  await writeFile(file.path, text);
  return file;
};

/** The only file in a ZIP file, read by its local header. */
const unzipped = (zip: Buffer): { readonly name: string; readonly text: string } => {
  const [packed, nameLength] = [zip.readUInt32LE(18), zip.readUInt16LE(26)];
  const name = zip.subarray(30, 30 + nameLength).toString();
  return { name, text: inflateRawSync(zip.subarray(30 + nameLength, 30 + nameLength + packed)).toString() };
};

it('sends what is small enough as it is, and what packs well as one ZIP file', async () => {
  const small = await written('small.json', '{}');
  expect(await pack(small, 100, AT)).toEqual({ fits: true, files: [{ ...small }] });
  const even = await written('even.json', 'a'.repeat(50_000));
  const packed = await pack(even, 1_000, AT);
  if (!packed.fits) throw new Error('it does not fit');
  expect(packed.files).toMatchObject([{ name: 'even.zip', contentType: 'application/zip' }]);
  const zip = await readFile(packed.files[0]?.path ?? '');
  expect(zip.length).toBe(packed.files[0]?.size);
  expect(unzipped(zip)).toEqual({ name: 'even.json', text: 'a'.repeat(50_000) });
});

it('sends a large table in parts that are tables with all rows between them', async () => {
  const rows = rowsOf(3_000);
  const table = await written('table.csv', csvOf(rows));
  const max = 45_000;
  const packed = await pack(table, max, AT);
  if (!packed.fits) throw new Error('it does not fit');
  const { length } = packed.files;
  expect(length).toBeGreaterThan(2);
  expect(length).toBeLessThanOrEqual(10);
  const read: string[][] = [];
  for (const [n, { path: at, name, size }] of packed.files.entries()) {
    const zip = await readFile(at);
    expect(zip.length).toBe(size);
    expect(size).toBeLessThanOrEqual(max);
    expect(name).toBe(`table.part${n + 1}of${length}.zip`);
    const inside = unzipped(zip);
    expect(inside.name).toBe(`table.part${n + 1}of${length}.csv`);
    const [header, ...some] = parse(inside.text, { bom: true });
    expect(header).toEqual(HEADER);
    read.push(...some);
  }
  expect(read).toEqual(rows);
  // Beside the table and what is sent nothing is left.
  expect((await readdir(folder)).filter((name) => name.startsWith('table'))).toHaveLength(1 + length);
});

it('says how many parts another format would need, and refuses too many', async () => {
  const text = csvOf(rowsOf(3_000));
  const packed = await pack(await written('other.json', text), 45_000, AT);
  expect(packed.fits ? 0 : packed.parts).toBeGreaterThan(2);
  expect((await pack(await written('huge.csv', text), 5_000, AT)).fits).toBe(false);
  expect((await readdir(folder)).filter((name) => /huge|other/.test(name)).toSorted()).toEqual(['huge.csv', 'other.json']);
});
