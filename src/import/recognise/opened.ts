import { FileRefused } from '../refused.js';
import type { Answers, Columns, ImportFormat } from '../api.js';
import { unpack } from '../bytes/unpack.js';
import { readDynamoDb } from '../formats/dynamodb/dynamodb.js';
import { readIcs } from '../formats/ics/ics.js';
import { readKimaiJson } from '../formats/kimai/kimai-json.js';
import { readPunchcardCsv } from '../formats/punchcard/punchcard-csv.js';
import { readPunchcardJson } from '../formats/punchcard/punchcard-json.js';
import type { Emit, RawProblem, RawRow } from '../formats/raw-row.js';
import { readTimewarriorData, readTimewarriorJson } from '../formats/timewarrior/timewarrior.js';
import { readTogglJson, togglNames } from '../formats/toggl/toggl-json.js';
import { isEnough } from '../tables/headers.js';
import { readTable } from '../tables/table-rows.js';
import { sourceText, type SourceText } from './source-text.js';

/** What of a file is read. */
export interface OpenedFile {
  /** Null: it cannot be seen, or several are in it. */
  readonly format: ImportFormat | null;
  /** The texts of that format; all of them where there is none. */
  readonly texts: readonly SourceText[];
  /** What the columns of tables are; empty where there is none. */
  readonly columns: Columns;
  /** Do the columns say enough? True where there is no table. */
  readonly hasColumns: boolean;
  /** Rows of all texts, with the packed file that each is in. */
  eachRow(use: (row: RawRow | RawProblem, file: string | null) => void): void;
}

type Said = Pick<Answers, 'format' | 'encoding' | 'separator' | 'columns'>;

export const FORMAT_LABELS: Readonly<Record<ImportFormat, string>> = {
  timewarrior: 'Timewarrior',
  toggl: 'Toggl',
  clockify: 'Clockify',
  kimai: 'Kimai',
  dynamodb: 'DynamoDB',
  punchcard: 'Punchcard',
  ics: 'ICS',
  csv: 'CSV',
};

/** Unpacks a file and sees what it is. @throws FileRefused */
export const openFile = (bytes: Uint8Array, said: Said, most?: number): OpenedFile => {
  if (bytes.length === 0) throw new FileRefused('IMPORT_FILE_EMPTY');
  const all = unpack(bytes, most).map((source) => sourceText(source, said));
  const isPacked = all.length > 1 || all[0]?.name !== null;
  if (all.every(({ text }) => text.trim() === '')) throw new FileRefused('IMPORT_FILE_EMPTY');
  const found = new Set(all.flatMap(({ format }) => format ?? []));
  const [only, another] = found;
  const seen = another === undefined ? (only ?? null) : null;
  const format = said.format ?? seen;
  // In a packed file, what is something else is not asked about: it lies beside what is meant.
  const texts = all.filter((text) => (isPacked && format !== null ? fits(text, format) && text.format !== null : true));
  if (format !== null && (texts.length === 0 || !texts.every((text) => fits(text, format))))
    throw new FileRefused('IMPORT_FORMAT_WRONG', { format: FORMAT_LABELS[format] });
  const table = texts.find(({ shape }) => shape.kind === 'table')?.shape;
  const seenColumns = table?.kind === 'table' ? table.columns : {};
  const columns = said.columns ?? seenColumns;
  const isOwn = format === 'punchcard';
  return {
    format,
    texts,
    columns: isOwn ? {} : columns,
    hasColumns: table === undefined || isOwn || isEnough(columns),
    eachRow: (use) => {
      const names = format === 'toggl' ? togglNames(all) : null;
      for (const text of texts) {
        const emit: Emit = (row) => use(row, isPacked ? text.name : null);
        if (format !== null) read(text, format, { columns, names }, emit);
      }
    },
  };
};

/** Has the text the shape that files of this format have? */
const fits = ({ shape, format: seen }: SourceText, format: ImportFormat): boolean => {
  switch (format) {
    case 'ics':
      return shape.kind === 'ics';
    case 'timewarrior':
      return shape.kind === 'lines' || shape.kind === 'json';
    case 'dynamodb':
      return shape.kind === 'json';
    case 'kimai':
    case 'toggl':
      return shape.kind === 'json' || shape.kind === 'table';
    case 'punchcard':
      return shape.kind === 'json' || seen === 'punchcard';
    case 'clockify':
    case 'csv':
      return shape.kind === 'table';
  }
};

const read = (
  { text, shape }: SourceText,
  format: ImportFormat,
  { columns, names }: { readonly columns: Columns; readonly names: ReturnType<typeof togglNames> | null },
  emit: Emit,
): void => {
  if (shape.kind === 'ics') readIcs(text, emit);
  else if (shape.kind === 'lines') readTimewarriorData(text, emit);
  else if (shape.kind === 'table')
    if (format === 'punchcard') readPunchcardCsv(text, shape.separator, emit);
    else readTable(text, shape.separator, columns, emit);
  else if (format === 'timewarrior') readTimewarriorJson(text, emit);
  else if (format === 'dynamodb') readDynamoDb(text, emit);
  else if (format === 'kimai') readKimaiJson(text, emit);
  else if (format === 'punchcard') readPunchcardJson(text, emit);
  else readTogglJson(text, names ?? togglNames([]), emit);
};
