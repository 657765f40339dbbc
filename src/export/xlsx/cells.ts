import type { Translator } from '../../i18n/translator.js';
import type { Amount } from '../report.js';
import type { Column, Value } from '../tables/columns.js';
import { columnName, type XlsxCell } from './sheet.js';

const DAY_MS = 86_400_000;
/** The serial number of 1 January 1970: spreadsheets count days from the end of 1899. */
const EPOCH = 25_569;

/** The serial number of a moment of the wall clock. */
export const serialOf = (wall: number): number => EPOCH + wall / DAY_MS;

/** A length of time as spreadsheets have it: in days. */
export const daysOf = (ms: number): number => ms / DAY_MS;

export const cellOf = (value: Value, t: Translator): XlsxCell => {
  switch (value.kind) {
    case 'text':
      return value.text === '' ? null : { look: 'text', text: value.text };
    case 'key':
      return { look: 'text', text: t(value.key) };
    case 'date':
    case 'moment':
      return { look: value.kind, value: serialOf(value.wall) };
    case 'duration':
      return { look: 'duration', value: daysOf(value.ms) };
    case 'hours':
      return { look: 'hours', value: value.hundredths / 100 };
  }
};

/** The line above a table. */
export const headingLine = <Row>(columns: readonly Column<Row>[], t: Translator): readonly XlsxCell[] =>
  columns.map(({ title, isNumber }) => ({ look: isNumber === true ? 'headingRight' : 'heading', text: t(title) }));

/** Where the rows of a table lie: the number of the first one, and how many there are. */
export interface Span {
  readonly first: number;
  readonly rows: number;
}

/** A formula over a column of a table. Those numbers of SUBTOTAL leave out what a filter hides. */
const subtotal = (what: 103 | 109, column: number, { first, rows }: Span): string => {
  const name = columnName(column);
  return `SUBTOTAL(${what},${name}${first}:${name}${first + rows - 1})`;
};

/** The line under a table: a word in its first column, and sums under the lengths of time. What the formulas come to is what the report says. */
export const sumLine = <Row>(columns: readonly Column<Row>[], total: Amount, span: Span, t: Translator): readonly XlsxCell[] =>
  columns.map(({ sum }, at): XlsxCell => {
    if (sum === undefined) return { look: 'textSum', text: at === 0 ? t('exporttable.total') : '' };
    const cell = cellOf(sum(total), t);
    if (cell === null || !('value' in cell)) return cell;
    const look = cell.look === 'hours' ? 'hoursSum' : 'durationSum';
    return { look, value: cell.value, ...(span.rows === 0 ? {} : { formula: subtotal(109, at, span) }) };
  });

/** How many rows there are, counted in a column that none leaves empty. */
export const countLine = (label: string, column: number, span: Span): readonly XlsxCell[] => [
  { look: 'label', text: label },
  { look: 'count', value: span.rows, ...(span.rows === 0 ? {} : { formula: subtotal(103, column, span) }) },
];
