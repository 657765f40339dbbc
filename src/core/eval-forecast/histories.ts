import { dayNumber } from '../../domain/day-number.js';
import { HELD_OUT_FROM, KINDS, PEOPLE_PER_KIND, person } from '../../analytics/eval/people.js';
import { mergeRecorded, seriesOfRecorded } from '../../analytics/eval/recorded.js';
import type { DaySeries } from '../../analytics/forecast/series.js';
import type { EvalTask } from './arguments.js';
import { readHistory, type Row } from './read-file.js';

/** A person whose forecasts are judged. */
export interface History {
  readonly name: string;
  /** Kind of a made-up person. */
  readonly group: string | null;
  readonly series: DaySeries;
  readonly rows: { readonly used: number; readonly duplicates: number; readonly overlapping: number; readonly suspect: number };
}

export interface ReadFileReport {
  readonly file: string;
  readonly format: string;
  readonly rows: number;
  readonly wrong: number;
  /** The first of them. */
  readonly problems: readonly { readonly row: number; readonly problem: string }[];
}

export interface Histories {
  readonly files: readonly ReadFileReport[];
  readonly histories: readonly History[];
}

/** Problems that a report lists of a file; what is wrong in one row is mostly wrong in many. */
const PROBLEMS_TOLD = 20;
/** A Monday. */
const FIRST = dayNumber('20240101');

/** @throws UnreadableFile */
export const readHistories = async (task: EvalTask, tell: (line: string) => void): Promise<Histories> => {
  if (task.generated !== null) return { files: [], histories: madeUp(task.generated) };
  const rows: Row[] = [];
  const files: ReadFileReport[] = [];
  for (const file of task.files) {
    const read = await readHistory(file, task);
    const { format, wrong } = read;
    tell(`${file}: ${read.rows.length} rows of ${format}, and ${wrong} that are wrong`);
    // One after the other: there may be more than a call takes arguments.
    for (const row of read.rows) rows.push(row);
    const problems = read.problems.slice(0, PROBLEMS_TOLD);
    files.push({ file, format, rows: read.rows.length, wrong, problems });
  }
  return { files, histories: byPerson(rows, task) };
};

const byPerson = (rows: readonly Row[], { zone, user, category }: EvalTask): readonly History[] => {
  const people = new Map<string, Row[]>();
  for (const row of rows) {
    if ((user !== null && row.user !== user) || (category !== null && row.category !== category)) continue;
    const own = people.get(row.user) ?? [];
    own.push(row);
    people.set(row.user, own);
  }
  return [...people].map(([name, own]): History => {
    const merged = mergeRecorded(own);
    const { duplicates, overlapping, suspects } = merged;
    const used = { used: own.length - duplicates, duplicates, overlapping, suspect: suspects.length };
    return { name: name === '' ? 'unnamed' : name, group: null, series: seriesOfRecorded(merged, zone), rows: used };
  });
};

const madeUp = (which: 'chosen-on' | 'held-out'): readonly History[] => {
  const [from, to] = which === 'chosen-on' ? [0, HELD_OUT_FROM] : [HELD_OUT_FROM, PEOPLE_PER_KIND];
  return KINDS.flatMap((kind) =>
    Array.from({ length: to - from }, (_, nth): History => {
      const { hours, aside } = person(kind, from + nth);
      const none = { used: 0, duplicates: 0, overlapping: 0, suspect: 0 };
      return { name: `${kind} ${from + nth}`, group: kind, series: { first: FIRST, hours, aside }, rows: none };
    }),
  );
};
