import { NONE } from './records.js';

/** What Latin 1 does not have. */
// eslint-disable-next-line no-control-regex -- Latin 1 has them
const WIDE = /[^\u0000-\u00FF]/;

/** Most of what is written before it is taken; it grows when a record is longer. */
const ROOM = 131_072;

/** Numbers and texts as bytes, one after the other. */
export class ByteWriter {
  private bytes = Buffer.allocUnsafe(ROOM);
  private view = viewOf(this.bytes);
  private used = 0;

  get length(): number {
    return this.used;
  }

  byte(value: number): void {
    this.need(1);
    this.bytes[this.used++] = value;
  }

  /** A whole number from 0 on, less than `NONE`; null is that. */
  number(value: number | null): void {
    this.need(4);
    this.view.setUint32(this.used, value ?? NONE, true);
    this.used += 4;
  }

  float(value: number | null): void {
    this.need(8);
    this.view.setFloat64(this.used, value ?? NaN, true);
    this.used += 8;
  }

  text(value: string | null): void {
    if (value === null) {
      this.number(null);
      return;
    }
    const isWide = WIDE.test(value);
    const length = isWide ? value.length * 2 : value.length;
    this.number(length * 2 + (isWide ? 1 : 0));
    this.need(length);
    this.bytes.write(value, this.used, length, isWide ? 'utf16le' : 'latin1');
    this.used += length;
  }

  /** Writes the number at a place that was written before. */
  setNumber(at: number, value: number): void {
    this.view.setUint32(at, value, true);
  }

  /** What was written so far; nothing else is written into these bytes. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.used);
    this.bytes = Buffer.allocUnsafe(ROOM);
    this.view = viewOf(this.bytes);
    this.used = 0;
    return taken;
  }

  private need(room: number): void {
    if (this.used + room <= this.bytes.length) return;
    this.bytes = Buffer.concat([this.bytes.subarray(0, this.used)], (this.used + room) * 2);
    this.view = viewOf(this.bytes);
  }
}

/** Reads what `ByteWriter` has written. `at` is where the next one stands. */
export class ByteReader {
  at = 0;
  private bytes: Buffer;
  private view: DataView;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    this.view = viewOf(bytes);
  }

  /** Reads from other bytes from now on. */
  over(bytes: Buffer): void {
    this.bytes = bytes;
    this.view = viewOf(bytes);
  }

  byte(): number {
    return this.view.getUint8(this.at++);
  }

  number(): number {
    const value = this.view.getUint32(this.at, true);
    this.at += 4;
    return value;
  }

  float(): number {
    const value = this.view.getFloat64(this.at, true);
    this.at += 8;
    return value;
  }

  floatOrNull(): number | null {
    const value = this.float();
    return Number.isNaN(value) ? null : value;
  }

  text(): string {
    return this.textOrNull() ?? '';
  }

  textOrNull(): string | null {
    const head = this.number();
    if (head === NONE) return null;
    const length = Math.floor(head / 2);
    const from = this.at;
    this.at += length;
    return this.bytes.toString(head % 2 === 1 ? 'utf16le' : 'latin1', from, this.at);
  }
}

const viewOf = (bytes: Buffer): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
