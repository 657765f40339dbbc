import { readFile } from 'node:fs/promises';
import { describeRefusal, describeRow } from '../import/words.js';
import { NO_ANSWERS, type Question } from '../../import/api.js';
import { labelFieldOf } from '../../import/mapping/choices.js';
import { lookAt } from '../../import/recognise/look.js';
import type { SourceRow } from '../../import/recognise/source-row.js';
import { FileRefused } from '../../import/refused.js';
import type { EvalTask } from './arguments.js';

/** A row of a file: somebody's time, ms, half-open. */
export interface Row {
  /** As the file names them; empty where it names nobody. */
  readonly user: string;
  readonly category: string;
  readonly start: number;
  readonly end: number;
}

export interface ReadHistory {
  readonly format: string;
  readonly rows: readonly Row[];
  readonly wrong: number;
  /** The first of them, with why. */
  readonly problems: readonly { readonly row: number; readonly problem: string }[];
}

/** A file as a whole cannot be read; the message says what would help. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

/** Bytes, unpacked: nobody waits for it, so it may be more than an upload. */
const UNPACKED_MAX = 512 << 20;
const ROWS_MAX = 5_000_000;

/** Reads a file as an import does. What an import would ask is said by the arguments. @throws UnreadableFile */
export const readHistory = async (file: string, task: Pick<EvalTask, 'format' | 'zone' | 'dates'>): Promise<ReadHistory> => {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new UnreadableFile(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  const found: SourceRow[] = [];
  const { format, zone, dates: dateOrder } = task;
  const answers = { ...NO_ANSWERS, format, zone, dateOrder, untimed: { kind: 'skip' } as const };
  const looked = look(file, () =>
    lookAt(bytes, { answers, zone, unpackedMax: UNPACKED_MAX, rowsMax: ROWS_MAX }, (row) => found.push(row)),
  );
  const { summary, recognised } = looked;
  if (summary === null) throw new UnreadableFile(`${file}: ${looked.questions.map(helpOf).join('; ')}`);
  const field = labelFieldOf(recognised.format ?? 'csv', summary, null);
  const rows = found.flatMap((row) => stretchesOf(row, row.labels[field]?.[0] ?? ''));
  const problems = summary.problems.first.map((problem) => ({ row: problem.row, problem: describeRow(problem) }));
  return { format: recognised.format ?? 'csv', rows, wrong: summary.problems.count, problems };
};

const look = <T>(file: string, task: () => T): T => {
  try {
    return task();
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    throw new UnreadableFile(`${file}: ${describeRefusal(error.error)}`);
  }
};

const helpOf = ({ about }: Question): string => {
  if (about === 'format') return 'what this is cannot be seen; say it with --format';
  return about === 'dateOrder' ? 'its dates can be read in two ways; say which with --dates' : 'its columns are not understood';
};

/** What counts of a row, as stretches: without its breaks, or the time that was set by hand. What runs, or has no clock times, is none. */
const stretchesOf = ({ when, person: user, pauses, overrideMs }: SourceRow, category: string): readonly Row[] => {
  if (when.kind !== 'entry') return [];
  const { startedAt, endedAt } = when;
  if (overrideMs !== null) return [{ user, category, start: startedAt, end: startedAt + overrideMs }];
  const bounds = [startedAt, ...pauses.flatMap(({ start, end }) => [start, end]), endedAt];
  const rows: Row[] = [];
  for (let nth = 0; nth + 1 < bounds.length; nth += 2)
    rows.push({ user, category, start: bounds[nth] ?? 0, end: bounds[nth + 1] ?? 0 });
  return rows.filter(({ start, end }) => start < end);
};
