import type { Column, TableRow } from '../layout/blocks.js';
import { CONTENT_WIDTH } from './look.js';
import { paragraph, xmlText } from './xml.js';

/** A table as WordprocessingML, in parts: its beginning with the head that every page repeats, its rows, its end. */
export interface TableWriter {
  readonly begin: string;
  row(row: TableRow): string;
  readonly end: string;
}

/** Twentieths of a point. */
const TWIPS = 20;

interface Cell {
  /** What stands before the paragraph, and its style. */
  readonly open: string;
  readonly style: string;
}

/** A row that stays on one page, if it can. */
const ROW = '<w:tr><w:trPr><w:cantSplit/></w:trPr>';
const SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F3F4F6"/>';

/** Its width is that of the columns that it stands in, which the grid of the table says. */
const openCell = (more: string): string => (more === '' ? '<w:tc>' : `<w:tc><w:tcPr>${more}</w:tcPr>`);

/** @param name of the table, for whoever does not see it */
export const tableWriter = (name: string, columns: readonly Column[]): TableWriter => {
  const fixed = columns.reduce((sum, { width }) => sum + (width ?? 0), 0);
  const widths = columns.map(({ width }) => Math.round((width ?? CONTENT_WIDTH - fixed) * TWIPS));
  const styled = (left: string, right: string, more: string): readonly Cell[] =>
    columns.map(({ align }) => ({ open: openCell(more), style: align === 'right' ? right : left }));
  const looks = {
    head: styled('CellHead', 'CellHeadRight', ''),
    plain: styled('Cell', 'CellRight', ''),
    sum: styled('Sum', 'SumRight', SHADE),
  };
  const cell = ({ open, style }: Cell, text: string): string => `${open}${paragraph(style, text)}</w:tc>`;

  const plainRow = (cells: readonly string[]): string => {
    let row = ROW;
    for (const [nth, look] of looks.plain.entries()) row += cell(look, cells[nth] ?? '');
    return `${row}</w:tr>`;
  };

  /** The first cell of a sum has the room of the empty ones after it. */
  const sumRow = (cells: readonly string[]): string => {
    const next = cells.findIndex((text, nth) => nth > 0 && text !== '');
    const span = next < 0 ? cells.length : next;
    const first = openCell((span > 1 ? `<w:gridSpan w:val="${span}"/>` : '') + SHADE);
    const rest = looks.sum.slice(span).map((look, nth) => cell(look, cells[span + nth] ?? ''));
    return `${ROW}${cell({ open: first, style: 'Sum' }, cells[0] ?? '')}${rest.join('')}</w:tr>`;
  };

  const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const head = looks.head.map((look, nth) => cell(look, columns[nth]?.title ?? '')).join('');
  return {
    begin:
      `<w:tbl><w:tblPr><w:tblStyle w:val="Sheet"/><w:tblW w:w="${Math.round(CONTENT_WIDTH * TWIPS)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>` +
      `<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/><w:tblCaption w:val="${xmlText(name)}"/></w:tblPr>` +
      `<w:tblGrid>${grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${head}</w:tr>`,
    row: ({ kind, cells }) => (kind === 'plain' ? plainRow(cells) : sumRow(cells)),
    // Word wants a paragraph between two tables, or they become one.
    end: `</w:tbl>${paragraph('Gap', '')}`,
  };
};
