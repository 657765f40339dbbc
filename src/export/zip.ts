import { crc32, deflateRawSync } from 'node:zlib';
import { Temporal } from 'temporal-polyfill';

export interface ZipEntry {
  /** ASCII letters, digits, `-`, `.`, `_` and `/`. */
  readonly name: string;
  readonly data: Uint8Array;
}

/** The headers have 32 bits for a length and 16 for the number of files; more would want ZIP64. */
const LENGTH_MAX = 0xffffffff;
const FILES_MAX = 0xffff;
const DEFLATE = 8;
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;

/** Date and time as MS-DOS kept them, which knows no zone: UTC. */
const dosTime = (ms: number): { readonly time: number; readonly date: number } => {
  const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC');
  const year = Math.min(Math.max(at.year, 1980), 2107);
  return {
    time: (at.hour << 11) | (at.minute << 5) | (at.second >> 1),
    date: ((year - 1980) << 9) | (at.month << 5) | at.day,
  };
};

/** A file that is deflated already: its bytes then, and the length and the CRC-32 of what it was. */
export interface DeflatedEntry {
  readonly name: string;
  readonly packed: Uint8Array;
  readonly size: number;
  readonly crc: number;
}

interface Placed extends DeflatedEntry {
  readonly offset: number;
}

/** What the two headers of a file have in common: from the version to the length of the name. */
const common = ({ name, size, packed, crc }: Placed, { time, date }: ReturnType<typeof dosTime>): Buffer => {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(VERSION, 0);
  header.writeUInt16LE(FLAGS, 2);
  header.writeUInt16LE(DEFLATE, 4);
  header.writeUInt16LE(time, 6);
  header.writeUInt16LE(date, 8);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(Buffer.byteLength(name), 22);
  return header;
};

const signature = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/**
 * A ZIP file (APPNOTE 6.3, without ZIP64) with these files in it, each deflated. All of it is in memory: for what fits into an attachment.
 * @param at ms; the moment that the files bear
 * @throws RangeError when it would need ZIP64
 */
export const zip = (files: readonly ZipEntry[], at: number): Uint8Array =>
  zipDeflated(
    files.map(({ name, data }) => ({ name, packed: deflateRawSync(data), size: data.length, crc: crc32(data) })),
    at,
  );

/** As `zip`, of files that somebody has deflated (raw, without the header of zlib). */
export const zipDeflated = (files: readonly DeflatedEntry[], at: number): Uint8Array => {
  if (files.length > FILES_MAX) throw new RangeError(`${files.length} files do not fit into a ZIP file`);
  const moment = dosTime(at);
  const parts: Uint8Array[] = [];
  const all: Placed[] = [];
  let offset = 0;
  for (const file of files) {
    const entry: Placed = { ...file, offset };
    const local = [signature(0x04034b50), common(entry, moment), Buffer.from(entry.name), entry.packed];
    offset += local.reduce((sum, part) => sum + part.length, 0);
    if (offset > LENGTH_MAX) throw new RangeError('it does not fit into a ZIP file');
    parts.push(...local);
    all.push(entry);
  }
  const directory = all.flatMap((entry) => {
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(entry.offset, 10);
    const madeBy = Buffer.alloc(2);
    madeBy.writeUInt16LE(VERSION);
    return [signature(0x02014b50), madeBy, common(entry, moment), rest, Buffer.from(entry.name)];
  });
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(all.length, 4);
  end.writeUInt16LE(all.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, ...directory, signature(0x06054b50), end]);
};
