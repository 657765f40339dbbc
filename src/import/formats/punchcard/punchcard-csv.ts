import type { Separator } from '../../api.js';
import { unguarded } from '../../../export/csv/formulas.js';
import { parseLength } from '../../moments/length.js';
import { folded } from '../../tables/headers.js';
import { eachRow } from '../../tables/table.js';
import { labelled, rawRow, type Emit, type RawProblem, type RawRow } from '../raw-row.js';
import { breaksIn } from './breaks.js';

/** Columns that only our tables of entries have. */
export const isPunchcardHeader = (header: readonly string[]): boolean => {
  const names = new Set(header.map(folded));
  return ['start', 'end', 'zone', 'effective_s'].every((name) => names.has(name));
};

/** A table of entries for programs (of an export, or `entries.csv` of `/privacy export`); the header is line 1. */
export const readPunchcardCsv = (text: string, separator: Separator, emit: Emit): void => {
  let places: ReadonlyMap<string, number> | null = null;
  eachRow(text, separator, (cells, line) => {
    if (places === null) places = new Map(cells.map((name, at) => [folded(name), at]));
    else {
      const by = places;
      emit(rowOf((name) => cells[by.get(name) ?? -1] ?? '', line));
    }
    return true;
  });
};

const rowOf = (cell: (name: string) => string, row: number): RawRow | RawProblem => {
  const pauses = breaksIn(cell('breaks'));
  if (pauses === null) return { row, reason: 'breaksInvalid', text: cell('breaks').slice(0, 80) };
  const override = cell('override_s') === '' ? null : parseLength(cell('override_s'), 'seconds');
  if (override === null && cell('override_s') !== '') return { row, reason: 'durationInvalid', text: cell('override_s') };
  const end = cell('end');
  return rawRow({
    row,
    person: unguarded(cell('member')) || cell('user_id'),
    userId: /^\d{1,20}$/.test(cell('user_id')) ? cell('user_id') : null,
    labels: { category: labelled(unguarded(cell('category'))) },
    note: unguarded(cell('note')),
    start: { text: cell('start') },
    end: end === '' ? null : { text: end },
    pauses,
    // Where a table tells how long breaks were, and not when.
    breakMs: cell('breaks') === '' ? (parseLength(cell('paused_s'), 'seconds') ?? 0) : 0,
    overrideMs: override,
    isOpen: end === '',
  });
};
