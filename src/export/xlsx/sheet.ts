import { cellXml, XML } from './xml.js';
import { styleOf, type Look } from './styles.js';
import type { TextFile } from '../zip-container.js';

/** A cell: text, which is never taken for a formula; a number; a formula with what it comes to; or nothing. */
export type XlsxCell =
  | { readonly look: Look; readonly text: string }
  | { readonly look: Look; readonly value: number; readonly formula?: string }
  | null;

/** Rows that a sheet can have. */
export const ROWS_MAX = 1_048_576;

/** `A`, `B`, ..., `Z`, `AA`: the column of a number from 0 on. */
export const columnName = (column: number): string =>
  column < 26
    ? String.fromCharCode(65 + column)
    : columnName(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));

export interface SheetLook {
  /** Widths of the columns, in characters. */
  readonly widths: readonly number[];
  /** Does the first row stay while the others are scrolled? */
  readonly isFrozen: boolean;
}

/** Characters of all columns that can be read side by side on a sheet of paper held upright, somewhat smaller than they are on the screen. */
const UPRIGHT = 130;
/** A column is not made wider than that for a long text, characters. */
const WIDEST = 44;

/** The width of a column that is mostly this wide, and has room for these texts. */
export const roomFor = (width: number, texts: Iterable<string>): number => {
  let widest = width;
  // Bold or wide letters take somewhat more than one character.
  for (const text of texts) widest = Math.max(widest, Math.ceil(text.length * 1.05));
  return Math.min(widest, Math.max(width, WIDEST));
};

/** Writes a sheet row by row. */
export class SheetWriter {
  private readonly file: TextFile;
  private readonly names: readonly string[];
  private readonly orientation: 'portrait' | 'landscape';
  private count = 0;

  constructor(file: TextFile, { widths, isFrozen }: SheetLook) {
    this.file = file;
    this.names = widths.map((_width, at) => columnName(at));
    this.orientation = widths.reduce((sum, width) => sum + width, 0) <= UPRIGHT ? 'portrait' : 'landscape';
    const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width + 2}" customWidth="1"/>`);
    const pane = isFrozen ? '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' : '';
    this.file.add(
      `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` +
        // Printed, its columns stand side by side on one page.
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
        `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>` +
        `<cols>${columns.join('')}</cols><sheetData>`,
    );
  }

  /** Rows so far: the next one's number is one more. */
  get rows(): number {
    return this.count;
  }

  /** @throws RangeError when the sheet is full: nothing is left out in silence */
  row(cells: readonly XlsxCell[]): void {
    const number = ++this.count;
    if (number > ROWS_MAX) throw new RangeError(`a sheet has ${ROWS_MAX} rows at most`);
    let xml = `<row r="${number}">`;
    for (const [at, cell] of cells.entries()) {
      if (cell === null) continue;
      const start = `<c r="${this.names[at] ?? columnName(at)}${number}" s="${styleOf(cell.look)}"`;
      if ('text' in cell) xml += `${start} t="inlineStr"><is><t xml:space="preserve">${cellXml(cell.text)}</t></is></c>`;
      else if (cell.formula === undefined) xml += `${start}><v>${cell.value}</v></c>`;
      else xml += `${start}><f>${cellXml(cell.formula)}</f><v>${cell.value}</v></c>`;
    }
    this.file.add(`${xml}</row>`);
  }

  /** Should what was written be handed on, by `flush`? */
  get isFull(): boolean {
    return this.file.isFull;
  }

  flush(): Promise<void> {
    return this.file.drain();
  }

  /** @param filter the cells that can be filtered by, `A1:K9`; null: none */
  async end(filter: string | null): Promise<void> {
    this.file.add(`</sheetData>${filter === null ? '' : `<autoFilter ref="${filter}"/>`}`);
    this.file.add('<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>');
    this.file.add(`<pageSetup paperSize="9" orientation="${this.orientation}" fitToWidth="1" fitToHeight="0"/></worksheet>`);
    await this.file.end();
  }
}
