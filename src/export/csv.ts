/** A cell: text is quoted where it has to be, numbers stand as they are, null is empty. */
export type Cell = string | number | null;

/** What a spreadsheet takes for the beginning of a formula, the full-width forms among it. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front, which makes it text there: people write notes, and somebody else
 * opens the file.
 */
const cellText = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** A table as CSV (RFC 4180): commas, lines end with CRLF, UTF-8. The names of the columns are the same in every language, so that programs can read it. */
export const csv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [header, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
