import { FileRefused } from '../refused.js';
import { ROWS_MAX, type Answers, type Question, type Recognised } from '../api.js';
import { isTimeZone } from '../../domain/time-zone.js';
import { isProblem, type RawMoment } from '../formats/raw-row.js';
import { stampOf, whenOf } from '../moments/resolve.js';
import { VotesOnDates } from '../moments/votes.js';
import { openFile, type OpenedFile } from './opened.js';
import { rowOf, type SourceRow } from './source-row.js';
import { summing, type Summary } from './summary.js';

/** What a file says, as far as it can be read by what was said about it. */
export interface Looked {
  readonly recognised: Recognised;
  /** About the file itself: nothing is read as long as there are any, but for `untimed`. */
  readonly questions: readonly Question[];
  /** Null while something is asked about the file. */
  readonly summary: Summary | null;
}

export interface LookedAt {
  readonly answers: Answers;
  /** Suggested where times say no offset: how the space counts. */
  readonly zone: string;
  /** Bytes, unpacked; as the contract says unless told. */
  readonly unpackedMax?: number;
  readonly rowsMax?: number;
}

/**
 * Recognises a file and reads it, as far as nothing has to be asked first: each row that can be read goes to `use`.
 * @throws FileRefused
 */
export const lookAt = (bytes: Uint8Array, { answers, zone, ...limits }: LookedAt, use: (row: SourceRow) => void): Looked => {
  const file = openFile(bytes, answers, limits.unpackedMax);
  const seen = file.hasColumns && file.format !== null ? scan(file, limits.rowsMax ?? ROWS_MAX) : null;
  const order = answers.dateOrder ?? seen?.votes.order ?? null;
  const recognised = recognisedOf(file, seen, order);
  const questions: Question[] = [];
  if (file.format === null) questions.push({ about: 'format' });
  else if (!file.hasColumns) questions.push({ about: 'columns', header: recognised.header });
  if (seen !== null && order === null && seen.votes.open.length > 0)
    questions.push({ about: 'dateOrder', orders: seen.votes.open, example: seen.votes.example });
  if (seen?.needsZone === true && answers.zone === null) questions.push({ about: 'zone', suggestion: zone });
  if (questions.length > 0) return { recognised, questions, summary: null };

  const summary = summing();
  const by = { order, zone: answers.zone ?? 'UTC' };
  file.eachRow((raw, name) => {
    const row = isProblem(raw) ? raw : rowOf(raw, whenOf(raw, by), name);
    if ('reason' in row) summary.problem({ ...row, file: name, text: row.text.slice(0, TEXT_MAX) });
    else {
      summary.add(row);
      use(row);
    }
  });
  const total = summary.total();
  if (total.untimed > 0 && answers.untimed === null) questions.push({ about: 'untimed', rows: total.untimed });
  return { recognised, questions, summary: total };
};

const TEXT_MAX = 80;

interface Scanned {
  readonly votes: VotesOnDates['outcome'];
  readonly needsZone: boolean;
}

/** What all rows together say of how they have to be read. */
const scan = (file: OpenedFile, most: number): Scanned => {
  const votes = new VotesOnDates();
  let needsZone = false;
  let rows = 0;
  const look = (moment: RawMoment | null, row: number): void => {
    if (moment === null || typeof moment === 'number') return;
    const stamp = stampOf(moment);
    votes.add(stamp, row, moment.text);
    const hasZone = moment.zone !== undefined && isTimeZone(moment.zone);
    needsZone ||= stamp !== null && stamp.kind !== 'moment' && !hasZone;
  };
  file.eachRow((raw) => {
    rows += 1;
    if (rows > most) throw new FileRefused('IMPORT_TOO_MANY_ROWS', { max: most });
    if (isProblem(raw)) return;
    look(raw.start, raw.row);
    look(raw.end, raw.row);
  });
  return { votes: votes.outcome, needsZone };
};

const recognisedOf = (file: OpenedFile, seen: Scanned | null, order: Recognised['dateOrder']): Recognised => {
  const [first] = file.texts;
  const table = first?.shape.kind === 'table' ? first.shape : null;
  return {
    format: file.format,
    encoding: first?.encoding ?? null,
    hasByteOrderMark: first?.hasByteOrderMark ?? false,
    separator: table?.separator ?? null,
    headerLanguage: table?.language ?? null,
    header: table?.header ?? [],
    sample: table?.sample ?? [],
    columns: file.columns,
    dateOrder: order,
    dateOrderRow: seen?.votes.row ?? null,
    hasOffsets: seen !== null && !seen.needsZone,
    zone: null,
    files: file.texts.flatMap(({ name }) => name ?? []),
  };
};
