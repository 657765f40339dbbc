import { userId, type UserId } from '../../domain/ids.js';
import { CorruptData, unpack, type Row } from '../codec/blob.js';
import { changesState, HEAD_CELLS, headOf, type RowHead } from '../codec/row-head.js';
import { placedIn, recordCount, type LedgerFacts, type Placed, type RowKind, type UnknownRow } from './row-kind.js';
import { KINDS, type LedgerRow } from './kinds/index.js';

/** One row of the stream: a change that was applied whole, with its records. */
export interface LedgerLine<Record> {
  /** Its id in the stream, `<ms>-<sequence>`: where it stands, which a restore may change. */
  readonly position: string;
  /** The fields of the stream's row as they are: an owner and a blob. A newer version may add some. */
  readonly cells: readonly Buffer[];
  /** Whose row it is; null when it belongs to the space. */
  readonly user: UserId | null;
  /** Null when even the head cannot be read. */
  readonly head: RowHead | null;
  /** Does it tell a change of the member's state? See `RowHead`; false when the head cannot be read. */
  readonly changesState: boolean;
  /** Decoded when it is asked for. */
  records(): readonly (Record | UnknownRow)[];
}

/** Reads rows; it never throws on a row, since one that is not understood must not stop the others from being read. */
export interface LedgerCodec<Record> {
  parse(position: string, cells: readonly Buffer[]): LedgerLine<Record>;
}

/** Owner of the rows that belong to the space. A member's rows are owned by the member's id. */
const SPACE_ROWS = 's';

/** The fields of a row that is to be appended. */
export const cellsOf = (user: UserId | null, blob: Buffer): readonly [owner: string, blob: Buffer] => [user ?? SPACE_ROWS, blob];

export const createLedgerCodec = <Record extends LedgerFacts & { readonly kind: string }>(
  kinds: readonly RowKind<Record>[],
): LedgerCodec<Record> => {
  const byCode = new Map(kinds.map((kind) => [kind.code, kind]));
  if (byCode.size !== kinds.length) throw new Error('two kinds of ledger rows have one code');
  return { parse: (position, cells) => new Line(byCode, position, cells) };
};

/** Kinds by their codes. */
type Readers<Record> = ReadonlyMap<number, { read(record: Row, placed: (about?: string) => Placed): Record }>;

/** Decodes no more of a row than is asked for: most readers look for one member among many. */
class Line<Record> implements LedgerLine<Record> {
  readonly position: string;
  readonly cells: readonly Buffer[];
  readonly user: UserId | null;
  readonly #kinds: Readers<Record>;
  #read: { readonly row: Row; readonly head: RowHead } | null | undefined;

  constructor(kinds: Readers<Record>, position: string, cells: readonly Buffer[]) {
    this.#kinds = kinds;
    this.position = position;
    this.cells = cells;
    this.user = ownerOf(cells[0]);
  }

  get head(): RowHead | null {
    return this.#parts?.head ?? null;
  }

  get changesState(): boolean {
    const { head } = this;
    return this.user !== null && head !== null && changesState(head);
  }

  records(): readonly (Record | UnknownRow)[] {
    const unknown: UnknownRow = { kind: 'unknown', user: this.user };
    const parts = this.#parts;
    const kind = parts === null ? undefined : this.#kinds.get(parts.head.code);
    if (parts === null || kind === undefined || this.cells.length !== 2) return [unknown];
    return Array.from({ length: recordCount(parts.row) }, (_, index) => {
      const placed = placedIn(this.user, parts.head, index);
      return attempt(() => kind.read(parts.row.row(HEAD_CELLS + index), placed)) ?? unknown;
    });
  }

  get #parts(): { readonly row: Row; readonly head: RowHead } | null {
    const [, blob] = this.cells;
    if (this.#read === undefined) this.#read = blob === undefined ? null : attempt(() => partsOf(blob));
    return this.#read;
  }
}

const ownerOf = (cell: Buffer | undefined): UserId | null => {
  const owner = cell?.toString('latin1') ?? '';
  return /^\d{1,20}$/.test(owner) ? userId(owner) : null;
};

const partsOf = (blob: Buffer): { readonly row: Row; readonly head: RowHead } => {
  const row = unpack(blob, 'ledger');
  return { row, head: headOf(row) };
};

const attempt = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch (error) {
    if (error instanceof CorruptData) return null;
    throw error;
  }
};

/** With the kinds that this version knows. */
export const ledgerCodec: LedgerCodec<LedgerRow> = createLedgerCodec<LedgerRow>(KINDS);

/** The records that are understood. */
export const knownOf = <Record>(line: LedgerLine<Record>): readonly Record[] =>
  line.records().filter((record): record is Record => !isUnknown(record));

const isUnknown = (record: unknown): record is UnknownRow =>
  typeof record === 'object' && record !== null && 'kind' in record && record.kind === 'unknown';

/**
 * Is this the same change once more? A torn append-only file may bring a row back that was written again since (scripts/commit.lua). A change
 * of a state is known by its request and version; one of another kind is the same when all its bytes are.
 */
export const isRepeated = (line: LedgerLine<unknown>, before: LedgerLine<unknown> | undefined): boolean => {
  if (before?.user !== line.user) return false;
  if (line.changesState && before.changesState)
    return line.head?.version === before.head?.version && line.head?.requestId === before.head?.requestId;
  return line.cells.length === before.cells.length && line.cells.every((cell, at) => before.cells[at]?.equals(cell) === true);
};
