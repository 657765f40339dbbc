import { parse } from 'csv-parse';
import { z } from 'zod';
import { textOf } from './bytes.js';
import { instantOf, localMoment, orderOf, type DateOrder } from './moment.js';
import { Rows, UnreadableFile, type ReadFile, type Row } from './row.js';

export interface TableOptions {
  /** Of times without one, IANA name. */
  readonly zone: string;
  /** How dates are written, where the file leaves it open. */
  readonly dates: DateOrder | null;
}

/** A row by the names of its columns, folded. */
type Cells = ReadonlyMap<string, string>;
const Record = z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) });

const folded = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');

/** Reads a table with a header, `,` or `;` between its cells. `use` gets each row with its line. */
const eachRow = async (file: string, use: (cells: Cells, line: number) => void): Promise<readonly string[]> => {
  const parser = parse({
    bom: true,
    delimiter: [',', ';'],
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
  });
  (await textOf(file)).on('error', (error) => parser.destroy(error)).pipe(parser);
  let header: readonly string[] | null = null;
  try {
    for await (const found of parser) {
      const { info, record } = Record.parse(found);
      if (header === null) header = record.map(folded);
      else use(new Map(header.map((name, nth) => [name, record[nth] ?? ''])), info.lines);
    }
  } catch (error) {
    if (error instanceof UnreadableFile || !(error instanceof Error)) throw error;
    throw new UnreadableFile(`${file} is no table that can be read: ${error.message}`);
  }
  if (header === null) throw new UnreadableFile(`${file} is empty`);
  return header;
};

const cellOf = (cells: Cells, names: readonly string[]): string => {
  for (const name of names) {
    const value = cells.get(name);
    if (value !== undefined && value !== '') return value;
  }
  return '';
};

/** Names of columns in the languages that were seen, folded. */
interface Columns {
  readonly user: readonly string[];
  readonly category: readonly string[];
  readonly startDate: readonly string[];
  readonly startTime: readonly string[];
  readonly endDate: readonly string[];
  readonly endTime: readonly string[];
  /** The order of dates that is taken where a file leaves it open. */
  readonly dates: DateOrder;
}

const TOGGL: Columns = {
  user: ['email', 'user'],
  category: ['project'],
  startDate: ['start date'],
  startTime: ['start time'],
  endDate: ['end date', 'stop date'],
  endTime: ['end time', 'stop time'],
  dates: 'ymd',
};
const CLOCKIFY: Columns = {
  user: ['email', 'e-mail', 'user', 'benutzer'],
  category: ['project', 'projekt'],
  startDate: ['start date', 'startdatum'],
  startTime: ['start time', 'startzeit'],
  endDate: ['end date', 'enddatum'],
  endTime: ['end time', 'endzeit'],
  dates: 'mdy',
};

/** The order of dates follows from all rows together, so they are read first and understood afterwards. */
const readLocalTimes = async (file: string, columns: Columns, { zone, dates }: TableOptions): Promise<ReadFile> => {
  const found: { readonly line: number; readonly cells: Cells }[] = [];
  const header = await eachRow(file, (cells, line) => void found.push({ line, cells }));
  const wanted = [columns.startDate, columns.startTime, columns.endDate, columns.endTime];
  const missing = wanted.filter((names) => !names.some((name) => header.includes(name)));
  if (missing.length > 0)
    throw new UnreadableFile(
      `${file} has no column ${missing.map((names) => `"${names[0] ?? ''}"`).join(', ')}; it has: ${header.join(', ')}. Export it in English, as a detailed report`,
    );
  const order = orderOf(found.map(({ cells }) => cellOf(cells, columns.startDate))) ?? dates ?? columns.dates;
  const rows = new Rows();
  for (const { line, cells } of found) rows.add(line, rowOf(cells, columns, order, zone));
  return rows;
};

const rowOf = (cells: Cells, columns: Columns, order: DateOrder, zone: string): Row | string => {
  const [startDate, startTime] = [cellOf(cells, columns.startDate), cellOf(cells, columns.startTime)];
  const [endDate, endTime] = [cellOf(cells, columns.endDate), cellOf(cells, columns.endTime)];
  const start = localMoment(startDate, startTime, order, zone);
  if (start === null) return `start: "${startDate} ${startTime}" is no moment (dates are read as ${order})`;
  const end = localMoment(endDate, endTime, order, zone);
  if (end === null) return `end: "${endDate} ${endTime}" is no moment (dates are read as ${order})`;
  return { user: cellOf(cells, columns.user), category: cellOf(cells, columns.category), start, end };
};

/** A detailed report of Toggl Track. */
export const readToggl = (file: string, options: TableOptions): Promise<ReadFile> => readLocalTimes(file, TOGGL, options);

/** A detailed report of Clockify. */
export const readClockify = (file: string, options: TableOptions): Promise<ReadFile> => readLocalTimes(file, CLOCKIFY, options);

/** `entries.csv` of what `/privacy export` gives: moments with their offset, effective time in seconds. */
export const readPunchcardTable = async (file: string): Promise<ReadFile> => {
  const rows = new Rows();
  const header = await eachRow(file, (cells, line) => {
    rows.add(line, punchcardRow(cells));
  });
  for (const name of ['start', 'end', 'effective_s'])
    if (!header.includes(name)) throw new UnreadableFile(`${file} has no column "${name}": give entries.csv of your export`);
  return rows;
};

const punchcardRow = (cells: Cells): Row | string => {
  const start = instantOf(cells.get('start') ?? '');
  if (start === null) return `start: "${cells.get('start') ?? ''}" is no moment`;
  // Still running: what it comes to is not known yet.
  if ((cells.get('end') ?? '') === '') return { user: '', category: '', start, end: start };
  const effective = Number(cells.get('effective_s'));
  if (!Number.isFinite(effective) || effective < 0)
    return `effective_s: "${cells.get('effective_s') ?? ''}" is no number of seconds`;
  return { user: '', category: cells.get('category') ?? '', start, end: start + effective * 1000 };
};
