import { parse } from 'csv-parse/sync';
import { SEPARATORS, type Separator } from '../api.js';
import { FileRefused } from '../refused.js';

/** Characters of one row; a quotation mark that is never closed makes one row of a whole file. */
const ROW_MAX = 1 << 20;
const CELLS_MAX = 200;
/** Lines that are looked at where the separator has to be found. */
const LOOKED_AT = 20;

/** Thrown to stop reading early. */
class Enough extends Error {
  override readonly name = 'Enough';
}

/**
 * Reads a table row by row, without keeping it: cells without blanks around them, and the line on which the row ends. `use` answers false when it has enough.
 * @throws FileRefused IMPORT_FILE_DAMAGED where quotation marks are not closed, or a row is longer than any is
 */
export const eachRow = (
  text: string,
  separator: Separator,
  use: (cells: readonly string[], line: number) => boolean | undefined,
): void => {
  try {
    parse(text, {
      bom: true,
      delimiter: separator,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: ROW_MAX,
      on_record: (cells: readonly string[], { lines }: { readonly lines: number }) => {
        if (cells.length > CELLS_MAX) throw new FileRefused('IMPORT_FILE_DAMAGED');
        if (use(cells, lines) === false) throw new Enough();
        return null;
      },
    });
  } catch (error) {
    if (error instanceof Enough) return;
    if (error instanceof FileRefused) throw error;
    // What the parser says of a file that is no table.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))
      throw new FileRefused('IMPORT_FILE_DAMAGED');
    throw error;
  }
};

/** The one that makes most columns of the first lines, as many in each; null where none makes two. */
export const separatorOf = (text: string): Separator | null => {
  const head = text
    .split(/\r\n?|\n/, LOOKED_AT + 1)
    .slice(0, LOOKED_AT)
    .join('\n');
  let best: { readonly separator: Separator; readonly score: number } | null = null;
  for (const separator of SEPARATORS) {
    const widths: number[] = [];
    try {
      eachRow(head, separator, (cells) => widths.push(cells.length) < LOOKED_AT);
    } catch (error) {
      // A note may go on behind the lines that are looked at.
      if (!(error instanceof FileRefused)) throw error;
    }
    const [columns = 1] = widths;
    const same = widths.filter((width) => width === columns).length;
    const score = columns * 100 + same;
    if (columns > 1 && (best === null || score > best.score)) best = { separator, score };
  }
  return best?.separator ?? null;
};
