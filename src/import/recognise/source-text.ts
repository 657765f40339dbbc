import type { Columns, Encoding, ImportFormat, Separator } from '../api.js';
import { decode, type DecodedText } from '../bytes/text.js';
import type { Source } from '../bytes/unpack.js';
import { isPunchcardHeader } from '../formats/punchcard/punchcard-csv.js';
import { folded, isEnough, knownColumns } from '../tables/headers.js';
import { eachRow, separatorOf } from '../tables/table.js';

/** In which shape a text is. */
export type Shape =
  | { readonly kind: 'json' }
  | { readonly kind: 'ics' }
  | { readonly kind: 'lines' }
  | {
      readonly kind: 'table';
      readonly separator: Separator;
      readonly header: readonly string[];
      readonly sample: readonly (readonly string[])[];
      readonly columns: Columns;
      readonly language: string | null;
    };

/** A text of a file, and what it looks like. */
export interface SourceText extends DecodedText {
  readonly name: string | null;
  readonly shape: Shape;
  /** Null: it cannot be seen. */
  readonly format: ImportFormat | null;
}

/** Characters that are looked at to see what a text is. */
const LOOKED_AT = 8_192;
const SAMPLE_ROWS = 3;
const CELL_MAX = 60;

/** @throws FileRefused IMPORT_FILE_DAMAGED */
export const sourceText = (
  { name, bytes }: Source,
  said: { readonly encoding: Encoding | null; readonly separator: Separator | null },
): SourceText => {
  const decoded = decode(bytes, said.encoding);
  const text = decoded.text.replace(/^\uFEFF/, '');
  const shape = shapeOf(text, said.separator);
  return { ...decoded, text, name, shape, format: formatOf(text, shape) };
};

const shapeOf = (text: string, said: Separator | null): Shape => {
  const head = text.slice(0, LOOKED_AT).trimStart();
  if (/^[[{]/.test(head)) return { kind: 'json' };
  if (/^BEGIN:VCALENDAR/i.test(head)) return { kind: 'ics' };
  if (/^inc \d{8}T/.test(head)) return { kind: 'lines' };
  return tableOf(text, said ?? separatorOf(text) ?? ',');
};

const tableOf = (text: string, separator: Separator): Shape => {
  const rows: (readonly string[])[] = [];
  eachRow(text, separator, (cells) => rows.push(cells) <= SAMPLE_ROWS);
  const [header = [], ...sample] = rows;
  const { columns, language } = knownColumns(header);
  const cut = sample.slice(0, SAMPLE_ROWS).map((cells) => cells.map((cell) => cell.slice(0, CELL_MAX)));
  return { kind: 'table', separator, header, sample: cut, columns, language };
};

const formatOf = (text: string, shape: Shape): ImportFormat | null => {
  switch (shape.kind) {
    case 'ics':
      return 'ics';
    case 'lines':
      return 'timewarrior';
    case 'json':
      return formatOfJson(text.slice(0, LOOKED_AT));
    case 'table':
      return formatOfTable(shape.header, shape.columns);
  }
};

const formatOfJson = (head: string): ImportFormat | null => {
  if (/"punchcard-(report|personal)-\d+"/.test(head)) return 'punchcard';
  if (/^\s*\{\s*"(Items|Item|Count|ScannedCount)"/.test(head)) return 'dynamodb';
  if (!/^\s*\[/.test(head)) return null;
  if (/"begin"\s*:/.test(head)) return 'kimai';
  if (/"start"\s*:\s*"\d{8}T\d{6}Z"/.test(head)) return 'timewarrior';
  return /"start"\s*:/.test(head) && /"(stop|workspace_id|wid)"\s*:/.test(head) ? 'toggl' : null;
};

const formatOfTable = (header: readonly string[], columns: Columns): ImportFormat | null => {
  if (isPunchcardHeader(header)) return 'punchcard';
  const { startDate, startTime, endTime, duration, person, date, start, end, activity, project } = columns;
  const names = header.map(folded);
  if (startDate !== undefined && startTime !== undefined && endTime !== undefined) {
    // Both have the same columns; only Clockify tells its lengths in two ways, or with their unit.
    const hasUnit =
      names.filter((name) => /\((h|decimal|dezimal\w*|décimale?|decimale|decimaal|dziesiętny)\)/.test(name)).length > 0;
    if (hasUnit) return 'clockify';
    return duration !== undefined && person !== undefined ? 'toggl' : 'csv';
  }
  if (date !== undefined && start !== undefined && end !== undefined && activity !== undefined && project !== undefined)
    return 'kimai';
  return isEnough(columns) ? 'csv' : null;
};
