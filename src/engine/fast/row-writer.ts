/**
 * Writes the part of msgpack that our rows are made of: arrays, whole numbers, texts, ids, nil, booleans and bytes. Byte for byte what
 * msgpackr writes for them (a test compares), which reads them all. It is here because every click writes half a dozen of these rows: no row has
 * to exist as an array, and rows that follow one another share one buffer. docs/fast-path.md says what that saves.
 */
export class RowWriter {
  bytes: Buffer;
  at = 0;

  constructor(size = 64 << 10) {
    this.bytes = Buffer.allocUnsafeSlow(size);
  }

  /** Begins anew; what `taken` answered before stays as it is. */
  reset(): void {
    this.backTo(0);
  }

  /** Takes back what was written since `at`. */
  backTo(at: number): void {
    this.at = at;
  }

  /** Leaves room for the length, of one byte, of what follows; `end1` fills it in. */
  begin1(): number {
    this.room(1);
    return this.at++;
  }

  /** @throws RangeError when more than 255 bytes were written since `begin1` */
  end1(begun: number): void {
    const length = this.at - begun - 1;
    if (length > 0xff) throw new RangeError(`a field of ${length} bytes`);
    this.bytes[begun] = length;
  }

  /** As `begin1`, a length of four bytes, little-endian. */
  begin4(): number {
    this.room(4);
    this.at += 4;
    return this.at - 4;
  }

  end4(begun: number): void {
    const { bytes } = this;
    const length = this.at - begun - 4;
    bytes[begun] = length & 0xff;
    bytes[begun + 1] = (length >>> 8) & 0xff;
    bytes[begun + 2] = (length >>> 16) & 0xff;
    bytes[begun + 3] = length >>> 24;
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.at++] = value;
  }

  /** A copy of what was written since `from`. */
  taken(from = 0): Buffer {
    return Buffer.from(this.bytes.subarray(from, this.at));
  }

  /** Makes room for `more` bytes. */
  room(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(2 * this.bytes.length, this.at + more));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }

  /** The head of an array of `length` cells, which are to follow. */
  array(length: number): void {
    this.room(5);
    if (length < 16) this.bytes[this.at++] = 0x90 | length;
    else if (length < 0x1_0000) {
      this.bytes[this.at++] = 0xdc;
      this.at = this.bytes.writeUInt16BE(length, this.at);
    } else {
      this.bytes[this.at++] = 0xdd;
      this.at = this.bytes.writeUInt32BE(length, this.at);
    }
  }

  nil(): void {
    this.room(1);
    this.bytes[this.at++] = 0xc0;
  }

  yes(): void {
    this.room(1);
    this.bytes[this.at++] = 0xc3;
  }

  /** A whole number that is exact; of more than 32 bits as a double. */
  int(value: number): void {
    this.room(9);
    const { bytes } = this;
    if (value >= 0) {
      if (value < 0x80) bytes[this.at++] = value;
      else if (value < 0x100) {
        bytes[this.at++] = 0xcc;
        bytes[this.at++] = value;
      } else if (value < 0x1_0000) {
        bytes[this.at++] = 0xcd;
        bytes[this.at++] = value >>> 8;
        bytes[this.at++] = value & 0xff;
      } else if (value < 0x1_0000_0000) this.#word(0xce, value);
      else this.#double(value);
    } else if (value >= -0x20) bytes[this.at++] = 0x100 + value;
    else if (value >= -0x80) {
      bytes[this.at++] = 0xd0;
      bytes[this.at++] = value & 0xff;
    } else if (value >= -0x8000) {
      bytes[this.at++] = 0xd1;
      bytes[this.at++] = (value >>> 8) & 0xff;
      bytes[this.at++] = value & 0xff;
    } else if (value >= -0x8000_0000) this.#word(0xd2, value);
    else this.#double(value);
  }

  intOrNil(value: number | null): void {
    if (value === null) this.nil();
    else this.int(value);
  }

  text(value: string): void {
    const { length } = value;
    this.room(5 + 3 * length);
    if (length < 32 && this.#ascii(value, this.at + 1)) {
      this.bytes[this.at] = 0xa0 | length;
      this.at += 1 + length;
      return;
    }
    const size = Buffer.byteLength(value);
    if (size < 32) this.bytes[this.at++] = 0xa0 | size;
    else if (size < 0x100) {
      this.bytes[this.at++] = 0xd9;
      this.bytes[this.at++] = size;
    } else if (size < 0x1_0000) {
      this.bytes[this.at++] = 0xda;
      this.at = this.bytes.writeUInt16BE(size, this.at);
    } else {
      this.bytes[this.at++] = 0xdb;
      this.at = this.bytes.writeUInt32BE(size, this.at);
    }
    this.at += this.bytes.write(value, this.at);
  }

  textOrNil(value: string | null): void {
    if (value === null) this.nil();
    else this.text(value);
  }

  /** A snowflake takes nine bytes instead of twenty; other ids stay text. */
  id(value: string): void {
    const { length } = value;
    if (length < 16 || length > 19) {
      this.text(value);
      return;
    }
    let high = 0;
    let low = 0;
    for (let at = 0; at < length; at += 1) {
      const digit = value.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9 || (at === 0 && digit === 0)) {
        this.text(value);
        return;
      }
      if (at < length - 9) high = high * 10 + digit;
      else low = low * 10 + digit;
    }
    // high * 10^9 + low in two halves of 32 bits, with no step beyond 2^53. `>>>` instead of `%`, which is a slow call for doubles.
    const highLow = high & 0xffff;
    const upper = ((high - highLow) / 0x1_0000) * 1e9;
    const upperLow = (upper >>> 0) & 0xffff;
    const rest = upperLow * 0x1_0000 + highLow * 1e9 + low;
    const restLow = rest >>> 0;
    const first = (upper - upperLow) / 0x1_0000 + (rest - restLow) / 0x1_0000_0000;
    if (first > 0x7fff_ffff) {
      this.text(value);
      return;
    }
    this.#word(0xd3, first);
    this.#four(restLow);
  }

  idOrNil(value: string | null): void {
    if (value === null) this.nil();
    else this.id(value);
  }

  /** msgpack's bin: bytes of any kind. */
  blob(value: Uint8Array): void {
    this.room(5 + value.length);
    this.#word(0xc6, value.length);
    this.raw(value);
  }

  /** Bytes as they are: rows that were written before. */
  raw(value: Uint8Array): void {
    this.room(value.length);
    this.bytes.set(value, this.at);
    this.at += value.length;
  }

  /** Characters below 128, without a head. */
  plain(value: string): void {
    this.room(value.length);
    if (!this.#ascii(value, this.at)) throw new RangeError('not plain text');
    this.at += value.length;
  }

  /** Any text, without a head. */
  utf8(value: string): void {
    this.room(3 * value.length);
    if (this.#ascii(value, this.at)) this.at += value.length;
    else this.at += this.bytes.write(value, this.at);
  }

  #ascii(value: string, from: number): boolean {
    const { bytes } = this;
    for (let at = 0; at < value.length; at += 1) {
      const code = value.charCodeAt(at);
      if (code > 0x7f) return false;
      bytes[from + at] = code;
    }
    return true;
  }

  #word(head: number, value: number): void {
    this.room(9);
    this.bytes[this.at++] = head;
    this.#four(value);
  }

  #four(value: number): void {
    const { bytes } = this;
    bytes[this.at++] = (value >>> 24) & 0xff;
    bytes[this.at++] = (value >>> 16) & 0xff;
    bytes[this.at++] = (value >>> 8) & 0xff;
    bytes[this.at++] = value & 0xff;
  }

  #double(value: number): void {
    this.bytes[this.at++] = 0xcb;
    this.at = this.bytes.writeDoubleBE(value, this.at);
  }
}

const shared = new RowWriter(4 << 10);

/** The bytes that `write` writes; it must not call this again. */
export const rowBytes = (write: (writer: RowWriter) => void): Buffer => {
  shared.reset();
  write(shared);
  return shared.taken();
};

/** Bytes that `RowWriter.id` writes. */
export const idSize = (value: string): number => (isSmall(value) ? SMALL_ID : rowBytes((writer) => writer.id(value)).length);

/** The head and eight bytes. */
const SMALL_ID = 9;

/** A snowflake: of more digits, or of 19 with a nine first, it may be more than eight bytes hold. */
const isSmall = (value: string): boolean => {
  const { length } = value;
  const first = value.charCodeAt(0);
  if (length < 16 || length > 19 || first === 48 || (length === 19 && first === 57)) return false;
  for (let at = 0; at < length; at += 1) {
    const digit = value.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
};
