import type { LabelField, RowReason } from '../api.js';
import type { Interval } from '../../domain/session.js';
import type { LengthUnit } from '../moments/length.js';

/** What a file says of a moment: ms where it is exact, else a text (a date with a time, or a date beside a time), in a zone that the row names or not. */
export type RawMoment =
  number | { readonly text: string; readonly time?: string | undefined; readonly zone?: string | undefined };

/** What a row says its time was spent on; several where it has several tags. */
export type Labels = Readonly<Partial<Record<LabelField, readonly string[]>>>;

/** A row as the file has it: nothing of it depends on what somebody has to say about the file. */
export interface RawRow {
  /** As `RowProblem.row`. */
  readonly row: number;
  /** As the file names them; empty where it names nobody. */
  readonly person: string;
  /** An id of Discord, in files of our own. */
  readonly userId: string | null;
  readonly labels: Labels;
  readonly note: string;
  /** Null: it says none. */
  readonly start: RawMoment | null;
  readonly end: RawMoment | null;
  /** Is `end` a time by the date of the start, so that one that is not later is of the next day? */
  readonly endsByClock: boolean;
  /** ms, or as it is written; null: it says none. */
  readonly length: number | { readonly text: string; readonly unit: LengthUnit } | null;
  readonly pauses: readonly Interval[];
  /** ms of breaks of which nobody knows when they were. */
  readonly breakMs: number;
  readonly overrideMs: number | null;
  /** What counts of it, where a file says so and not how it comes to that, ms: less than its time is a break, more was set by hand. */
  readonly countsMs: number | null;
  /** A row without an end that runs, and not one that lacks its end. */
  readonly isOpen: boolean;
}

/** A row that cannot be read at all. */
export interface RawProblem {
  readonly row: number;
  readonly reason: RowReason;
  readonly text: string;
}

export type Emit = (row: RawRow | RawProblem) => void;

export const isProblem = (row: RawRow | RawProblem): row is RawProblem => 'reason' in row;

/** A row with everything that most files do not say. Written out, since it is made for each of many rows. */
export const rawRow = (row: Pick<RawRow, 'row' | 'start' | 'end'> & Partial<Omit<RawRow, 'row' | 'start' | 'end'>>): RawRow => ({
  row: row.row,
  person: row.person ?? '',
  userId: row.userId ?? null,
  labels: row.labels ?? {},
  note: row.note ?? '',
  start: row.start,
  end: row.end,
  endsByClock: row.endsByClock ?? false,
  length: row.length ?? null,
  pauses: row.pauses ?? NONE,
  breakMs: row.breakMs ?? 0,
  overrideMs: row.overrideMs ?? null,
  countsMs: row.countsMs ?? null,
  isOpen: row.isOpen ?? false,
});

const NONE: readonly Interval[] = [];

/** The text without blanks around it, as a list; empty where nothing is left. */
export const labelled = (text: string | undefined): readonly string[] => {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? [] : [trimmed];
};

/** What stands in a list where nothing is understood. */
export const excerpt = (value: unknown): string => {
  const text: unknown = JSON.stringify(value);
  return typeof text === 'string' ? text.slice(0, 80) : '';
};
