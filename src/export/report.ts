import type { WeekStart } from '../domain/calendar.js';
import type { Counting } from '../domain/counting.js';
import type { CategoryId, SpaceId, UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';

/**
 * What an export says, whatever its format: every format prints this model and computes nothing of its own, so all of them tell the same entries and the
 * same totals. Days are `yyyymmdd`; moments and lengths are ms; texts of people are as they wrote them.
 */
export interface Report {
  readonly head: ReportHead;
  readonly sums: ReportSums;
  /** Every entry of the report, by member and then by its start, some at a time. It can be read more than once, and is the same each time. */
  rows(): AsyncIterable<readonly ReportRow[]>;
}

export const DETAILS = ['entries', 'days', 'summary'] as const;
export type Detail = (typeof DETAILS)[number];

export interface ReportHead {
  readonly space: { readonly id: SpaceId; readonly name: string };
  readonly about: ReportSubject;
  /** The only category that is told of; null: all of them. */
  readonly category: string | null;
  /** Both days are in it. */
  readonly from: string;
  readonly to: string;
  /** The zone and the start of the day of whoever reads it; entries that say so themselves keep the days on which they were counted. */
  readonly counting: Counting;
  readonly weekStart: WeekStart;
  readonly locale: string;
  readonly rounding: Rounding | null;
  readonly detail: Detail;
  readonly madeAt: number;
  /** Entries in the report: what every format ends with. One that goes over an edge of the period is one of them, with what counts within. */
  readonly entries: number;
}

/** One member, or several of a space. */
export type ReportSubject =
  | { readonly kind: 'member'; readonly user: UserId; readonly name: string }
  | { readonly kind: 'members'; readonly count: number };

/** What a report rounds to: each entry, or each day of a member. Nothing that is stored is ever rounded. */
export interface Rounding {
  readonly mode: 'nearest' | 'up' | 'down';
  readonly stepMs: number;
  readonly of: 'entry' | 'day';
}

/**
 * A length of time. What is printed adds up: of each table, the printed numbers of the rows come to the printed number of their sum (largest remainder), in
 * both ways of printing.
 */
export interface Amount {
  /** As it is stored, to the ms. */
  readonly ms: number;
  /** As it is printed as a duration: a whole number of steps of the rounding, or of seconds without one. */
  readonly printedMs: number;
  /** As it is printed in decimal hours: hundredths of an hour, a whole number. */
  readonly hundredths: number;
}

export interface ReportSums {
  readonly total: Amount;
  /** Largest first. */
  readonly categories: readonly CategorySum[];
  /** Weeks that the report touches, oldest first; of the last and the first one only the days in the report count. */
  readonly weeks: readonly WeekSum[];
  /** Days with time, oldest first. */
  readonly days: readonly DaySum[];
  /** Of several members, largest first; of one member there is one. */
  readonly members: readonly MemberSum[];
  /**
   * The weekly targets of the one member, for the whole weeks of the report; null without any, and for several members. `workedMs` is what was done in those
   * weeks in the categories that had a target then, and the difference is that without the target.
   */
  readonly target: { readonly ms: number; readonly workedMs: number; readonly differenceMs: number } | null;
}

export interface CategorySum {
  readonly id: CategoryId;
  readonly name: string;
  readonly amount: Amount;
}

export interface WeekSum {
  readonly from: string;
  readonly to: string;
  readonly amount: Amount;
  /** ms; null without a target, for a week that is not in the report as a whole, and for several members. */
  readonly targetMs: number | null;
}

export interface DaySum {
  readonly day: string;
  readonly amount: Amount;
  readonly categories: readonly CategorySum[];
}

export interface MemberSum {
  readonly user: UserId;
  readonly name: string;
  readonly amount: Amount;
  readonly categories: readonly CategorySum[];
  readonly entries: number;
}

export interface ReportRow {
  readonly user: UserId;
  readonly name: string;
  readonly session: Session;
  readonly category: { readonly id: CategoryId; readonly name: string };
  /** The zone in which it was counted. */
  readonly zone: string;
  readonly measuredMs: number;
  readonly pausedMs: number;
  readonly amount: Amount;
  /** What of it counts on which day of the report, oldest first: one of most entries, two of one that goes over midnight. They come to `amount`. */
  readonly parts: readonly RowPart[];
  /** How it came to be (`clock`, `added`, `imported`, `voice`), and how many times it was corrected; null where the history does not tell. */
  readonly source: string | null;
  readonly edits: number | null;
}

export interface RowPart {
  readonly day: string;
  /** Of the entry within that day; the moments of the entry itself where all of it is booked on one day. */
  readonly start: number;
  readonly end: number;
  readonly amount: Amount;
}

/**
 * Where the bytes of a file go. Waits while whoever takes them is busy, so no file is ever in memory as a whole. Once it resolves, other bytes may be written over
 * those that it was given.
 */
export interface Sink {
  write(bytes: Uint8Array | string): Promise<void>;
}

/** How far a file is: entries that are written. Cheap enough to be called for each. @throws when the export was cancelled */
export type Progress = (rows: number) => void;

/** What writes files of a format; what else is known of it stands in formats.ts. Whoever adds one adds a line there and in writers.ts. */
export interface ExportFormat {
  write(report: Report, sink: Sink, progress: Progress): Promise<void>;
}
