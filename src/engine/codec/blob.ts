import { Packr } from 'msgpackr';

/** What is stored is not what we write: damaged, or of a newer version of Punchcard. */
export class CorruptData extends Error {
  override readonly name = 'CorruptData';
}

/** 64-bit integers come back as bigints: only snowflakes are written as such. */
const packr = new Packr({ useRecords: false, variableMapSize: true, int64AsType: 'bigint' });

export type Cell = string | number | bigint | boolean | null | undefined | readonly Cell[];

/** Packs a row; nulls at its end are left out. The bytes are the caller's own. */
export const pack = (row: readonly Cell[]): Buffer => {
  let end = row.length;
  while (end > 0 && (row[end - 1] ?? null) === null) end -= 1;
  return packr.pack(end === row.length ? row : row.slice(0, end));
};

/** The row that lies in `blob` from `from` on. @throws CorruptData when the bytes are not one packed row */
export const unpack = (blob: Buffer, what: string, from = 0): Row => {
  try {
    return new Row(from === 0 ? packr.unpack(blob) : packr.unpack(blob, { start: from, end: blob.length }), what);
  } catch (cause) {
    if (cause instanceof CorruptData) throw cause;
    throw new CorruptData(`${what}: not readable`, { cause });
  }
};

/** Reads a row cell by cell and refuses what is not of the expected kind. Cells past the end are null. */
export class Row {
  readonly #cells: readonly unknown[];
  readonly #what: string;

  constructor(value: unknown, what: string) {
    if (!Array.isArray(value)) throw new CorruptData(`${what}: not a row`);
    this.#cells = value;
    this.#what = what;
  }

  get length(): number {
    return this.#cells.length;
  }

  text(at: number): string {
    const cell = this.#cells[at];
    return typeof cell === 'string' ? cell : this.#wrong(at, 'a text');
  }

  textOrNull(at: number): string | null {
    return this.#absent(at) ? null : this.text(at);
  }

  /** A whole number that is exact. */
  int(at: number): number {
    const cell = this.#cells[at];
    return typeof cell === 'number' && Number.isSafeInteger(cell) ? cell : this.#wrong(at, 'a whole number');
  }

  intOrNull(at: number): number | null {
    return this.#absent(at) ? null : this.int(at);
  }

  flag(at: number): boolean {
    const cell = this.#cells[at];
    return typeof cell === 'boolean' ? cell : this.#wrong(at, 'true or false');
  }

  /** A finite number. */
  number(at: number): number {
    const cell = this.#cells[at];
    return typeof cell === 'number' && Number.isFinite(cell) ? cell : this.#wrong(at, 'a number');
  }

  textOrNumber(at: number): string | number {
    return typeof this.#cells[at] === 'string' ? this.text(at) : this.number(at);
  }

  /** An id: text, or the integer that a snowflake was packed as. */
  id(at: number): string {
    const cell = this.#cells[at];
    if (typeof cell === 'string') return cell;
    if (typeof cell === 'bigint' || (typeof cell === 'number' && Number.isSafeInteger(cell))) return String(cell);
    return this.#wrong(at, 'an id');
  }

  /** All cells, as whole numbers. */
  ints(): readonly number[] {
    return this.#cells.map((_, at) => this.int(at));
  }

  isInt(at: number): boolean {
    return typeof this.#cells[at] === 'number';
  }

  isYes(at: number): boolean {
    return this.#cells[at] === true;
  }

  bytes(at: number): Buffer {
    const cell = this.#cells[at];
    return Buffer.isBuffer(cell) ? cell : this.#wrong(at, 'bytes');
  }

  /** A text, or the index of one of `known`. */
  known(at: number, known: readonly string[]): string {
    return this.isInt(at) ? this.choice(at, known) : this.text(at);
  }

  /** One of `choices`, packed as its index. */
  choice<T>(at: number, choices: readonly T[]): T {
    return choices[this.int(at)] ?? this.#wrong(at, 'a known code');
  }

  has(at: number): boolean {
    return !this.#absent(at);
  }

  /** The cells from `at` on, as a row of their own. */
  from(at: number): Row {
    return new Row(this.#cells.slice(at), this.#what);
  }

  row(at: number): Row {
    return new Row(this.#cells[at], `${this.#what}[${at}]`);
  }

  rowOrNull(at: number): Row | null {
    return this.#absent(at) ? null : this.row(at);
  }

  #absent(at: number): boolean {
    return (this.#cells[at] ?? null) === null;
  }

  #wrong(at: number, wanted: string): never {
    throw new CorruptData(`${this.#what}[${at}]: not ${wanted}`);
  }
}

/** The id that `make` takes `value` for, e.g. `userId`. */
export const idOf = <T>(make: (value: string) => T, value: string): T => {
  try {
    return make(value);
  } catch (cause) {
    throw new CorruptData('what should be an id is none', { cause });
  }
};
