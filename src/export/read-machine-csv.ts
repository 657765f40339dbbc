import { parse } from 'csv-parse/sync';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { err, ok, type Result } from '../domain/result.js';
import type { Interval } from '../domain/session.js';
import { BOM } from './csv/dialect.js';
import { unguarded } from './csv/formulas.js';

/** An entry as a table for programs tells it. Moments and lengths in ms. */
export interface MachineEntry {
  readonly id: string;
  readonly user: string;
  readonly member: string;
  readonly categoryId: string;
  readonly category: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly zone: string;
  readonly pauses: readonly Interval[];
  readonly overrideMs: number | null;
  readonly countedMs: number;
  readonly printedMs: number;
  readonly hundredths: number;
  readonly state: string;
  readonly source: string | null;
  readonly edits: number | null;
  readonly note: string | null;
}

/** What is wrong with a table: in which row (the header is 1; null: in the table as a whole), and in which column. */
export interface CsvProblem {
  readonly row: number | null;
  readonly column: string | null;
  readonly reason: string;
}

const instantMs = (value: string): number => Temporal.Instant.from(value).epochMilliseconds;

const read = <T>(parseText: (value: string) => T) =>
  z.string().transform((value, context): T => {
    try {
      return parseText(value);
    } catch {
      context.addIssue({ code: 'custom', message: 'not understood' });
      return z.NEVER;
    }
  });

const text = z.string().transform(unguarded);
const orNull = <T>(schema: z.ZodType<T, string>) =>
  z.union([z.literal('').transform(() => null), schema]) as z.ZodType<T | null, string>;
const moment = read(instantMs);
const breaks = read((value): readonly Interval[] =>
  value === ''
    ? []
    : value.split(' ').map((interval) => {
        const [start = '', end = ''] = interval.split('/');
        return { start: instantMs(start), end: instantMs(end) };
      }),
);
const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const milliseconds = decimal.transform((value) => Math.round(Number(value) * 1000));
const whole = z.string().regex(/^\d+$/).transform(Number);

const Row = z
  .object({
    entry_id: text.pipe(z.string().min(1)),
    user_id: text,
    member: text,
    category_id: text,
    category: text,
    start: moment,
    end: moment,
    zone: text,
    breaks,
    override_s: orNull(milliseconds),
    counted_s: milliseconds,
    printed_s: milliseconds,
    hours: decimal.transform((value) => Math.round(Number(value) * 100)),
    state: text,
    source: orNull(text),
    edits: orNull(whole),
    note: orNull(text),
  })
  .transform((row): MachineEntry => ({
    id: row.entry_id,
    user: row.user_id,
    member: row.member,
    categoryId: row.category_id,
    category: row.category,
    startedAt: row.start,
    endedAt: row.end,
    zone: row.zone,
    pauses: row.breaks,
    overrideMs: row.override_s,
    countedMs: row.counted_s,
    printedMs: row.printed_s,
    hundredths: row.hours,
    state: row.state,
    source: row.source,
    edits: row.edits,
    note: row.note,
  }));

/**
 * Reads a table of entries that `tables/machine-csv.ts` has written, also where a spreadsheet has put a byte order mark in front, or columns of its own behind. What
 * was put in front of texts against formulas is taken off again. Answers the first problem that there is.
 */
export const readMachineCsv = (table: string): Result<readonly MachineEntry[], CsvProblem> => {
  let rows: readonly unknown[];
  try {
    rows = parse(table.startsWith(BOM) ? table.slice(BOM.length) : table, { columns: true, skip_empty_lines: true });
  } catch (error) {
    return err({ row: null, column: null, reason: error instanceof Error ? error.message : String(error) });
  }
  const entries: MachineEntry[] = [];
  for (const [at, row] of rows.entries()) {
    const parsed = Row.safeParse(row);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const [column] = issue?.path ?? [];
      return err({ row: at + 2, column: typeof column === 'string' ? column : null, reason: issue?.message ?? 'not understood' });
    }
    entries.push(parsed.data);
  }
  return ok(entries);
};
