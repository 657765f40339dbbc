import { CsvBytes } from './bytes.js';
import { MACHINE, type Dialect } from './dialect.js';

/** A cell: text is quoted where it has to be, numbers stand as they are, hundredths with two decimals, null is empty. */
export type Cell = string | number | { readonly hundredths: number } | null;

const put = (out: CsvBytes, cell: Cell): void => {
  if (cell === null) out.nothing();
  else if (typeof cell === 'string') out.text(cell);
  else if (typeof cell === 'number') out.number(cell);
  else out.hundredths(cell.hundredths);
};

/** Rows of a table that is short enough for its cells to be in memory. */
export const csvRows = (rows: readonly (readonly Cell[])[], dialect: Dialect): Uint8Array => {
  const out = new CsvBytes(dialect);
  for (const row of rows) {
    for (const cell of row) put(out, cell);
    out.endRow();
  }
  return out.take();
};

/** A whole table for programs. */
export const csv = (header: readonly string[], rows: readonly (readonly Cell[])[]): Uint8Array =>
  csvRows([header, ...rows], MACHINE);
