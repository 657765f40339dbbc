import type { UpdateAnswer } from './answer.js';
import type { FlatRow } from './row.js';

/** What became of rows. */
export interface Receipt {
  readonly added: number;
  readonly known: number;
  /** Hours. */
  readonly differences: readonly { readonly row: FlatRow; readonly stated: number; readonly counted: number }[];
  readonly refused: readonly { readonly row: FlatRow; readonly reason: string }[];
}

export const NOTHING: Receipt = { added: 0, known: 0, differences: [], refused: [] };

/** @param rows those that were answered, in the order in which they were sent */
export const receiptOf = (rows: readonly FlatRow[], { added, alreadyThere, differences, errors }: UpdateAnswer): Receipt => ({
  added,
  known: alreadyThere,
  differences: differences.flatMap(({ index, said, is }) => {
    const row = rows[index];
    return row === undefined ? [] : [{ row, stated: said, counted: is }];
  }),
  refused: errors.flatMap(({ index, message }) => {
    const row = rows[index];
    return row === undefined ? [] : [{ row, reason: message }];
  }),
});

export const together = (one: Receipt, other: Receipt): Receipt => ({
  added: one.added + other.added,
  known: one.known + other.known,
  differences: [...one.differences, ...other.differences],
  refused: [...one.refused, ...other.refused],
});
