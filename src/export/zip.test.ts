import { crc32, inflateRawSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { zip } from './zip.js';

/** Reads by the directory at the end, as programs do, and holds the local headers against it. */
const unzip = (bytes: Uint8Array): ReadonlyMap<string, string> => {
  const buffer = Buffer.from(bytes);
  const end = buffer.length - 22;
  expect(buffer.readUInt32LE(end)).toBe(0x06054b50);
  let at = buffer.readUInt32LE(end + 16);
  expect(at + buffer.readUInt32LE(end + 12)).toBe(end);
  const files = new Map<string, string>();
  for (let count = buffer.readUInt16LE(end + 10); count > 0; count -= 1) {
    expect(buffer.readUInt32LE(at)).toBe(0x02014b50);
    const [packed, size, nameLength] = [buffer.readUInt32LE(at + 20), buffer.readUInt32LE(at + 24), buffer.readUInt16LE(at + 28)];
    const name = buffer.subarray(at + 46, at + 46 + nameLength).toString();
    const local = buffer.readUInt32LE(at + 42);
    expect(buffer.readUInt32LE(local)).toBe(0x04034b50);
    // What both headers say is the same.
    expect(buffer.subarray(local + 4, local + 30)).toEqual(buffer.subarray(at + 6, at + 32));
    const start = local + 30 + nameLength;
    const data = inflateRawSync(buffer.subarray(start, start + packed));
    expect(data.length).toBe(size);
    expect(crc32(data)).toBe(buffer.readUInt32LE(at + 16));
    files.set(name, data.toString());
    at += 46 + nameLength;
  }
  return files;
};

it('packs files that are read back as they were', () => {
  const files = { 'a.txt': '', 'b/c.json': '{"x":"ü🙂"}', 'long.csv': 'abc,'.repeat(50_000) };
  const packed = zip(
    Object.entries(files).map(([name, text]) => ({ name, data: Buffer.from(text) })),
    Date.UTC(2026, 2, 31, 10, 15, 8),
  );
  expect(Object.fromEntries(unzip(packed))).toEqual(files);
  expect(packed.length).toBeLessThan(5_000);
  expect([...unzip(zip([], 0))]).toEqual([]);
});
