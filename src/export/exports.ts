import type { WeekStart } from '../domain/calendar.js';
import type { Counting } from '../domain/counting.js';
import type { DomainError } from '../domain/errors.js';
import type { CategoryId, SpaceId, UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { Target } from '../domain/targets.js';
import type { FormatName } from './formats.js';
import type { Detail, ReportSubject, Rounding } from './report.js';

/** Somebody whose time is exported; `name` is what the files call them. */
export interface ReportMember {
  readonly user: UserId;
  readonly name: string;
}

/** What is to be in a report. */
export interface ReportRequest {
  readonly space: { readonly id: SpaceId; readonly name: string };
  readonly about: ReportSubject;
  /** Those whom it is about, in the order of the report. */
  readonly members: Iterable<ReportMember> | AsyncIterable<ReportMember>;
  /** The only category that is told of; null: all of them. */
  readonly category: CategoryId | null;
  /** What a category is called, also one that is gone. */
  readonly categoryName: (id: CategoryId) => string;
  /** `yyyymmdd`, both days are in it. */
  readonly from: string;
  readonly to: string;
  /** The zone and the start of the day of whoever reads it. */
  readonly counting: Counting;
  /** How the space counts: for entries that do not say so themselves. */
  readonly usual: Counting;
  readonly weekStart: WeekStart;
  /** BCP 47, of whoever reads it. */
  readonly locale: string;
  readonly rounding: Rounding | null;
  readonly detail: Detail;
  /** Weekly targets of the one member; empty without any, and for several members. */
  readonly targets: readonly Target[];
  /** ms */
  readonly madeAt: number;
}

export interface ExportRequest extends ReportRequest {
  readonly format: FormatName;
  /** What the file is called, without its extension: letters, digits, `-` and `_`. */
  readonly fileName: string;
}

/** How far an export is. While entries are read nobody knows yet how many there are. */
export type ExportProgress =
  | { readonly stage: 'reading'; readonly rows: number }
  | { readonly stage: 'writing'; readonly rows: number; readonly of: number };

/** A file on the disk of this process. */
export interface ExportedFile {
  readonly path: string;
  /** What it is called when it is sent. */
  readonly name: string;
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
  /** Entries in it: what the reply says too. */
  readonly rows: number;
  /** Removes the file. Whoever asked for it does that, however the sending went; a process that starts removes what is left of earlier ones. */
  dispose(): Promise<void>;
}

export interface RunningExport {
  /**
   * Never rejects. EXPORT_CANCELLED, EXPORT_ENTRIES_ONLY (the format does not have that detail), STORE_UNAVAILABLE, SHUTTING_DOWN, EXPORT_FAILED
   * (why is in the log).
   */
  readonly done: Promise<Result<ExportedFile, DomainError>>;
  /** `done` resolves at once, and what there is of the file goes away. Does nothing once it is done. */
  cancel(): void;
}

/** Writes exports to files, in a thread of its own, one after the other: who asks while one is written waits. Implemented in src/export/thread. */
export interface Exports {
  /** `onProgress` is called at most some times a second, and must not throw. */
  run(request: ExportRequest, onProgress: (progress: ExportProgress) => void): RunningExport;
}
