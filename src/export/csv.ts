import { stringify } from 'csv-stringify/sync';

/** A cell: text is quoted where it has to be, numbers stand as they are, hundredths with two decimals, null is empty. */
export type Cell = string | number | { readonly hundredths: number } | null;

/** How a table is written. Lines end with CRLF, text is UTF-8. */
export interface Dialect {
  readonly separator: ',' | ';';
  readonly decimal: '.' | ',';
}

/** RFC 4180: the same in every language, so that programs can read it. */
export const MACHINE: Dialect = { separator: ',', decimal: '.' };

/** What spreadsheets of a locale read: where the comma is in the numbers, a semicolon is between them. */
export const dialectOf = (locale: string): Dialect => {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',') ? { separator: ';', decimal: ',' } : MACHINE;
};

/** Spreadsheets take a table with it for UTF-8, and one without it for whatever was usual where they were installed. */
export const BOM = '\uFEFF';

/**
 * What a spreadsheet takes for the beginning of a formula, the full-width forms among it; and the same behind apostrophes, so that every text can be told from
 * one that got an apostrophe here.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front, which makes it text there: people write notes, and somebody else
 * opens the file.
 */
const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** The text as it was before `guarded`. */
export const unguarded = (text: string): string => (text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text);

const cellText = (cell: Cell, { decimal }: Dialect): string => {
  if (cell === null) return '';
  if (typeof cell === 'string') return guarded(cell);
  const number = typeof cell === 'number' ? String(cell) : (cell.hundredths / 100).toFixed(2);
  return number.replace('.', decimal);
};

/** Rows of a table. */
export const csvRows = (rows: readonly (readonly Cell[])[], dialect: Dialect): string =>
  stringify(
    rows.map((row) => row.map((cell) => cellText(cell, dialect))),
    // A line break of any kind is quoted, not only that which ends the lines.
    { delimiter: dialect.separator, record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  );

/** A whole table for programs. */
export const csv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string => csvRows([header, ...rows], MACHINE);
