import { LABEL_FIELDS, type ColumnRole, type Columns, type LabelField, type Separator } from '../api.js';
import { unitOf, parseLength } from '../moments/length.js';
import { labelled, rawRow, type Emit, type RawMoment, type RawProblem, type RawRow } from '../formats/raw-row.js';
import { folded } from './headers.js';
import { eachRow } from './table.js';

type CellOf = (role: ColumnRole) => string;

/** Rows of a table by what its columns are; the header is line 1. */
export const readTable = (text: string, separator: Separator, columns: Columns, emit: Emit): void => {
  let cellIn: ((cells: readonly string[]) => CellOf) | null = null;
  eachRow(text, separator, (cells, line) => {
    if (cellIn === null) cellIn = cellsBy(cells, columns);
    else emit(rowOf(cellIn(cells), columns, line));
    return true;
  });
};

const cellsBy = (header: readonly string[], columns: Columns): ((cells: readonly string[]) => CellOf) => {
  const names = header.map(folded);
  const places = new Map(Object.entries(columns).map(([role, name]) => [role, names.indexOf(folded(name))] as const));
  return (cells) => (role) => cells[places.get(role) ?? -1] ?? '';
};

/** A date in a column of its own, or in front of the time; a time beside no date is one of the `date` column. */
const momentOf = (whole: string, date: string, time: string): RawMoment | null => {
  if (whole !== '') return date !== '' && /^\d{1,2}[:.h]/.test(whole) ? { text: date, time: whole } : { text: whole };
  if (date !== '') return { text: date, ...(time === '' ? {} : { time }) };
  return time === '' ? null : { text: time };
};

const rowOf = (cell: CellOf, columns: Columns, line: number): RawRow | RawProblem => {
  const day = cell('startDate') || cell('date');
  const start = momentOf(cell('start'), day, cell('startTime'));
  const ends = cell('end') !== '' || cell('endTime') !== '';
  const endDate = cell('endDate');
  const end = ends ? momentOf(cell('end'), endDate || day, cell('endTime')) : null;
  const length = cell('duration');
  const pause = cell('break');
  const breakMs = pause === '' ? 0 : parseLength(pause, unitOf(columns.break ?? ''));
  if (breakMs === null) return { row: line, reason: 'breaksInvalid', text: pause };
  return rawRow({
    row: line,
    person: cell('person'),
    labels: labelsOf(cell),
    note: cell('note'),
    start,
    end,
    endsByClock: ends && endDate === '',
    length: length === '' ? null : { text: length, unit: unitOf(columns.duration ?? '') },
    breakMs,
    // A tracker that runs has a start and nothing else.
    isOpen: !ends && length === '',
  });
};

const labelsOf = (cell: CellOf): RawRow['labels'] => {
  const labels: Partial<Record<LabelField, readonly string[]>> = {};
  for (const field of LABEL_FIELDS) {
    const text = cell(field);
    if (text !== '') labels[field] = field === 'tag' ? text.split(',').flatMap(labelled) : [text];
  }
  return labels;
};
