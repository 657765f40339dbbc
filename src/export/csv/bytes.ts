import { stringify } from 'csv-stringify/sync';
import { dateOf, offsetAt, offsetText } from '../wall-time.js';
import type { Dialect } from './dialect.js';
import { guarded } from './formulas.js';

const DAY_MS = 86_400_000;
const HOUR = 3_600_000;

const code = (char: string): number => char.charCodeAt(0);
const [ZERO, COLON, BLANK, DOT, T] = [code('0'), code(':'), code(' '), code('.'), code('T')];
const [CR, LF, QUOTE] = [code('\r'), code('\n'), code('"')];
const ASCII = 128;

/** Bytes that there is room for at first. */
const ROOM = 131_072;

/**
 * Rows of a table as bytes, cell by cell. There are millions of cells, so what needs no quotes is written at once, letter by letter, without a string in between; texts that
 * need quotes are left out first, and csv-stringify writes all of them in one call: a call costs it more than a row.
 */
export class CsvBytes {
  private bytes = Buffer.allocUnsafe(ROOM);
  private used = 0;
  private isFirst = true;
  private readonly separator: number;
  private readonly decimal: number;
  private readonly delimiter: string;
  /** Texts that need quotes, and behind which byte each belongs. */
  private readonly odd: string[] = [];
  private readonly places: number[] = [];

  constructor({ separator, decimal }: Dialect) {
    this.delimiter = separator;
    this.separator = code(separator);
    this.decimal = code(decimal);
  }

  /** Text of people or of programs; what a spreadsheet would run as a formula is made text. */
  text(value: string): void {
    this.begin(value.length + 1);
    const text = guarded(value);
    const start = this.used;
    const { bytes } = this;
    let isAscii = true;
    let at = start;
    for (let nth = 0; nth < text.length; nth += 1) {
      const char = text.charCodeAt(nth);
      if (char === this.separator || char === QUOTE || char === CR || char === LF) {
        this.odd.push(text);
        this.places.push(start);
        return;
      }
      if (char >= ASCII) isAscii = false;
      bytes[at++] = char;
    }
    this.used = isAscii ? at : this.writeUtf8(text);
  }

  /** A cell without anything in it. */
  nothing(): void {
    this.begin(0);
  }

  number(value: number): void {
    this.begin(32);
    this.ascii(String(value));
  }

  /** Whole hundredths, with two decimals. */
  hundredths(value: number): void {
    this.begin(32);
    if (value < 0) {
      this.ascii((value / 100).toFixed(2));
      return;
    }
    this.ascii(String(Math.floor(value / 100)));
    this.bytes[this.used++] = this.decimal;
    this.two(value % 100);
  }

  /** `7:05:30` of ms. */
  duration(ms: number): void {
    this.begin(32);
    this.ascii(String(Math.floor(ms / HOUR)));
    this.minutes(Math.floor(ms / 1000) % 3600);
  }

  /** `2026-10-25` of a moment of the wall clock (ms), as `wallMs` gives it. */
  date(wall: number): void {
    this.begin(16);
    this.ascii(dateOf(Math.floor(wall / DAY_MS)));
  }

  /** `2026-10-25 02:30:00` of a moment of the wall clock (ms). */
  wall(wall: number): void {
    this.begin(32);
    this.moment(wall, BLANK);
  }

  /** ISO 8601 with the offset, of a moment (ms) in a zone: the same as `isoIn`. */
  iso(ms: number, zone: string): void {
    this.begin(48);
    const offset = offsetAt(ms, zone);
    const wall = ms + offset;
    this.moment(wall, T);
    const { bytes } = this;
    const rest = ((wall % 1000) + 1000) % 1000;
    bytes[this.used++] = DOT;
    bytes[this.used++] = ZERO + Math.floor(rest / 100);
    this.two(rest % 100);
    this.ascii(offsetText(offset));
  }

  endRow(): void {
    this.need(2);
    this.bytes[this.used++] = CR;
    this.bytes[this.used++] = LF;
    this.isFirst = true;
  }

  /** The rows so far. What follows is written over these bytes, so they have to be used before. */
  take(): Uint8Array {
    const rows = this.bytes.subarray(0, this.used);
    this.used = 0;
    if (this.odd.length === 0) return rows;
    const parts: Uint8Array[] = [];
    let from = 0;
    for (const [nth, text] of quoted(this.odd, this.delimiter).entries()) {
      const to = this.places[nth] ?? from;
      parts.push(rows.subarray(from, to), Buffer.from(text));
      from = to;
    }
    this.odd.length = 0;
    this.places.length = 0;
    return Buffer.concat([...parts, rows.subarray(from)]);
  }

  /** Makes room for a cell of so many characters, and sets it apart from the one before. */
  private begin(characters: number): void {
    this.need(characters * 3 + 1);
    if (!this.isFirst) this.bytes[this.used++] = this.separator;
    this.isFirst = false;
  }

  private need(room: number): void {
    if (this.used + room > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes.subarray(0, this.used)], (this.used + room) * 2);
  }

  private writeUtf8(text: string): number {
    return this.used + this.bytes.write(text, this.used);
  }

  private ascii(text: string): void {
    const { bytes } = this;
    for (let nth = 0; nth < text.length; nth += 1) {
      const char = text.charCodeAt(nth);
      bytes[this.used++] = char === DOT ? this.decimal : char;
    }
  }

  private two(value: number): void {
    this.bytes[this.used++] = ZERO + Math.floor(value / 10);
    this.bytes[this.used++] = ZERO + (value % 10);
  }

  /** `:05:30` of so many seconds of an hour. */
  private minutes(seconds: number): void {
    this.bytes[this.used++] = COLON;
    this.two(Math.floor(seconds / 60));
    this.bytes[this.used++] = COLON;
    this.two(seconds % 60);
  }

  private moment(wall: number, between: number): void {
    const day = Math.floor(wall / DAY_MS);
    const seconds = Math.floor((wall - day * DAY_MS) / 1000);
    this.ascii(dateOf(day));
    this.bytes[this.used++] = between;
    this.two(Math.floor(seconds / 3600));
    this.minutes(seconds % 3600);
  }
}

/** Texts as they stand between quotes. They are handed over together, apart by what none of them holds. */
const quoted = (texts: readonly string[], delimiter: string): readonly string[] => {
  let mark = '\0';
  while (texts.some((text) => text.includes(mark))) mark += '\0';
  const rows = stringify(
    texts.map((text) => [text]),
    // A line break of any kind is quoted, not only that which ends the lines.
    { delimiter, record_delimiter: mark, quoted_match: /[\r\n]/ },
  );
  return rows.split(mark).slice(0, -1);
};
