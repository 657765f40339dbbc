import { readFileSync } from 'node:fs';

/** What is read of a table `cmap`: https://learn.microsoft.com/typography/opentype/spec/cmap */
interface Ranges {
  has(codePoint: number): boolean;
}

/** Format 4: runs of characters of 16 bits. A character that its run maps to glyph 0 is missing. */
const format4 = (bytes: Buffer, at: number): Ranges => {
  const count = bytes.readUInt16BE(at + 6) / 2;
  const [ends, starts] = [at + 14, at + 16 + 2 * count];
  const [deltas, offsets] = [starts + 2 * count, starts + 4 * count];
  return {
    has: (codePoint) => {
      for (let run = 0; run < count; run += 1) {
        if (codePoint > bytes.readUInt16BE(ends + 2 * run)) continue;
        const start = bytes.readUInt16BE(starts + 2 * run);
        if (codePoint < start) return false;
        const delta = bytes.readUInt16BE(deltas + 2 * run);
        const offset = bytes.readUInt16BE(offsets + 2 * run);
        if (offset === 0) return (codePoint + delta) % 0x1_00_00 !== 0;
        return bytes.readUInt16BE(offsets + 2 * run + offset + 2 * (codePoint - start)) !== 0;
      }
      return false;
    },
  };
};

/** Format 12: groups of characters of 32 bits. */
const format12 = (bytes: Buffer, at: number): Ranges => {
  const groups = Array.from({ length: bytes.readUInt32BE(at + 12) }, (_, group) => {
    const [first, last] = [0, 4].map((more) => bytes.readUInt32BE(at + 16 + 12 * group + more)) as [number, number];
    return { first, last };
  });
  return { has: (codePoint) => groups.some(({ first, last }) => first <= codePoint && codePoint <= last) };
};

/** Which characters a TrueType font has a glyph for. @throws when the file is no such font */
export const fontCoverage = (file: string): Ranges => {
  const bytes = readFileSync(file);
  const tables = Array.from({ length: bytes.readUInt16BE(4) }, (_, table) => 12 + 16 * table);
  const entry = tables.find((table) => bytes.toString('latin1', table, table + 4) === 'cmap');
  if (entry === undefined) throw new Error(`${file} has no table of characters`);
  const cmap = bytes.readUInt32BE(entry + 8);
  const parts = Array.from({ length: bytes.readUInt16BE(cmap + 2) }, (_, part) => {
    const at = cmap + bytes.readUInt32BE(cmap + 8 + 8 * part);
    const format = bytes.readUInt16BE(at);
    return format === 4 ? format4(bytes, at) : format === 12 ? format12(bytes, at) : { has: () => false };
  });
  return { has: (codePoint) => parts.some((part) => part.has(codePoint)) };
};
