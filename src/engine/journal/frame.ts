import { crc32 } from 'node:zlib';
import type { RowWriter } from '../fast/row-writer.js';

/**
 * How records lie in a segment: `[magic 4][length u32 LE][crc32 u32 LE][payload]`, one after the other, then zeros (segments are
 * allocated whole). The CRC covers length and payload. The magic lets a reader find the next record behind a damaged one.
 */
const MAGIC = Buffer.from('PCJ1', 'latin1');
const HEADER = 12;
/** Longer records are refused; a length above it is damage. */
export const PAYLOAD_MAX = 1 << 20;

/** The usual table of CRC-32: what a byte does to the sum. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = (sum & 1) === 1 ? 0xedb8_8320 ^ (sum >>> 1) : sum >>> 1;
  return sum;
});

/** CRC-32 of the length as it stands in a header. Here, since for four bytes zlib's costs more to call than it does. */
const lengthChecksum = (length: number): number => {
  let sum = 0xffff_ffff;
  for (let shift = 0; shift < 32; shift += 8) sum = (TABLE[(sum ^ (length >>> shift)) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ 0xffff_ffff) >>> 0;
};

const checksum = (payload: Uint8Array): number => crc32(payload, lengthChecksum(payload.byteLength));

/** Adds a frame around `content` as `write` writes it. What was begun is taken back when it throws. @throws RangeError as encodeFrame does */
export const writeFrame = <Content>(
  writer: RowWriter,
  content: Content,
  write: (writer: RowWriter, content: Content) => void,
): void => {
  const from = writer.at;
  try {
    writer.room(HEADER);
    writer.at += HEADER;
    write(writer, content);
    fillHeader(writer.bytes, from, writer.at);
  } catch (error) {
    writer.backTo(from);
    throw error;
  }
};

/** Of the frame that lies in `bytes` [from, end). */
const fillHeader = (bytes: Buffer, from: number, end: number): void => {
  const payload = from + HEADER;
  const length = end - payload;
  if (length <= 0 || length > PAYLOAD_MAX) throw new RangeError(`a record of ${length} bytes`);
  bytes.set(MAGIC, from);
  bytes.writeUInt32LE(length, from + 4);
  bytes.writeUInt32LE(checksum(bytes.subarray(payload, end)), from + 8);
};

/** @throws RangeError when the payload is empty or longer than PAYLOAD_MAX */
export const encodeFrame = (payload: Uint8Array): Buffer => {
  const frame = Buffer.allocUnsafe(HEADER + payload.byteLength);
  frame.set(payload, HEADER);
  fillHeader(frame, 0, frame.byteLength);
  return frame;
};

/** Bytes that are no records. `tail`: nothing readable follows, as after a crash in the middle of a write. */
export interface Damage {
  readonly offset: number;
  readonly bytes: number;
  readonly tail: boolean;
}

export interface Scan {
  readonly payloads: readonly Buffer[];
  readonly damage: readonly Damage[];
}

/** Every readable record of a segment, in order, and what could not be read. */
export const scanFrames = (segment: Buffer): Scan => {
  const payloads: Buffer[] = [];
  const damage: Damage[] = [];
  const end = writtenEnd(segment);
  const patience = { bytes: 16 * PAYLOAD_MAX };
  let offset = 0;
  while (offset < end) {
    const payload = frameAt(segment, offset);
    if (payload) {
      payloads.push(payload);
      offset += HEADER + payload.byteLength;
      continue;
    }
    const next = nextFrame(segment, offset + 1, patience);
    damage.push({ offset, bytes: (next ?? end) - offset, tail: next === null });
    offset = next ?? end;
  }
  return { payloads, damage };
};

/** Where the zeros at the end begin, or a few bytes earlier when the last payload itself ends in zeros. */
const writtenEnd = (segment: Buffer): number => {
  let end = segment.byteLength;
  while (end > 0 && segment[end - 1] === 0) end -= 1;
  return end;
};

const frameAt = (segment: Buffer, offset: number): Buffer | null => {
  if (offset + HEADER > segment.byteLength || segment.compare(MAGIC, 0, 4, offset, offset + 4) !== 0) return null;
  const length = segment.readUInt32LE(offset + 4);
  const from = offset + HEADER;
  if (length === 0 || length > PAYLOAD_MAX || from + length > segment.byteLength) return null;
  const payload = segment.subarray(from, from + length);
  return checksum(payload) === segment.readUInt32LE(offset + 8) ? payload : null;
};

/** Longer than nearly every record. */
const USUAL = 16 << 10;

/** `patience`: bytes of unusually long frames that are still looked into. Bytes made to look like the heads of many would keep us for hours. */
const nextFrame = (segment: Buffer, from: number, patience: { bytes: number }): number | null => {
  for (let at = segment.indexOf(MAGIC, from); at !== -1; at = segment.indexOf(MAGIC, at + 1)) {
    const length = at + HEADER > segment.byteLength ? 0 : segment.readUInt32LE(at + 4);
    if (length > USUAL && length <= PAYLOAD_MAX && (patience.bytes -= length) < 0) continue;
    if (frameAt(segment, at)) return at;
  }
  return null;
};
