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
