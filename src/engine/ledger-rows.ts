import type { SpaceId } from '../domain/ids.js';
import type { LedgerRow } from './ledger/kinds/index.js';

/** Some records of a space's ledger, with where they stand in it. */
export interface LedgerRows {
  readonly rows: readonly { readonly position: string; readonly records: readonly LedgerRow[] }[];
  /** Where the next page begins; null when there is none. */
  readonly next: string | null;
}

/** A position in a ledger as a reader may hand it in. */
export const isPosition = (text: string): boolean => /^\d{1,16}-\d{1,20}$/.test(text);
/** A position that every row stands behind. */
export const BEGINNING = '0-0';

/**
 * The ledger of a space by positions. Rows that are not understood are left out, and so is one that stands there twice. All reject with StoreUnavailable.
 */
export interface LedgerReader {
  /** Position of the last row; `BEGINNING` when there is none. */
  end(space: SpaceId): Promise<string>;
  /** At most `count` rows behind the position, oldest first. `next`: the position of the last one that was looked at, when there may be more behind it. */
  after(space: SpaceId, position: string, count: number): Promise<LedgerRows>;
  /** At most `count` rows before the position (null: from the end), newest first. `next`: the position before which there may be more. */
  before(space: SpaceId, position: string | null, count: number): Promise<LedgerRows>;
}
