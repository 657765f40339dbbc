import type { APIActionRowComponent, APIButtonComponent, APIComponentInMessageActionRow } from 'discord-api-types/v10';
import type { ErrorCode } from '../../domain/errors.js';
import type { UserId } from '../../domain/ids.js';

/* What cards of imports show, as src/import has it; a word that is new there does not compile where it is handed over. */

export type ShownFormat = 'timewarrior' | 'toggl' | 'clockify' | 'kimai' | 'dynamodb' | 'punchcard' | 'ics' | 'csv';
export type ShownDateOrder = 'ymd' | 'dmy' | 'mdy';
export type ShownLabelField = 'category' | 'project' | 'client' | 'task' | 'activity' | 'tag' | 'type';
export type ShownRowReason =
  | 'dateInvalid'
  | 'timeInvalid'
  | 'startMissing'
  | 'endMissing'
  | 'endBeforeStart'
  | 'noTime'
  | 'outOfRange'
  | 'durationInvalid'
  | 'breaksInvalid'
  | 'notUnderstood';
export type ShownRunState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed' | 'undoing' | 'undone';

export type Menu = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Some of many. */
export interface Some<T> {
  readonly count: number;
  readonly first: readonly T[];
}

export interface ShownProblem {
  readonly row: number;
  readonly file: string | null;
  readonly reason: ShownRowReason;
  readonly text: string;
}

/** What is asked about a file on its first card. */
export type ShownQuestion =
  | { readonly about: 'format' }
  | { readonly about: 'columns' }
  | { readonly about: 'dateOrder'; readonly example: string }
  | { readonly about: 'zone' }
  | { readonly about: 'untimed'; readonly rows: number };

/** The first card: what was recognised. */
export interface FileCard {
  readonly name: string;
  readonly bytes: number;
  readonly recognised: {
    readonly format: ShownFormat | null;
    readonly encoding: string | null;
    readonly separator: string | null;
    readonly headerLanguage: string | null;
    readonly header: readonly string[];
    readonly sample: readonly (readonly string[])[];
    readonly dateOrder: ShownDateOrder | null;
    readonly dateOrderRow: number | null;
    readonly hasOffsets: boolean;
    readonly files: readonly string[];
  };
  /** By whose clocks times without an offset are read; null as long as nobody has said. */
  readonly zone: string | null;
  readonly rows: number;
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly problems: Some<ShownProblem>;
  /** What is asked, each with its menus. */
  readonly asked: readonly { readonly question: ShownQuestion; readonly menus: readonly Menu[] }[];
  /** What could be said otherwise. */
  readonly menus: readonly Menu[];
  readonly buttons: readonly APIButtonComponent[];
}

/** A label, or somebody, of the file. */
export interface ShownUse {
  /** Empty: rows without one. */
  readonly name: string;
  readonly rows: number;
  readonly ms: number;
  readonly isOpen: boolean;
  readonly menu: Menu;
}

/** A page of the second card: what becomes of labels, or whose rows are whose. */
export interface MappingCard {
  readonly of: 'categories' | 'people';
  readonly name: string;
  /** What decides about the category. */
  readonly labelField: ShownLabelField | null;
  readonly fieldMenu: Menu | null;
  readonly uses: readonly ShownUse[];
  /** How many have no answer yet, on all pages. */
  readonly open: number;
  /** From 0. */
  readonly page: number;
  readonly pages: number;
  /** Those that are about all labels, and those that lead on. */
  readonly bulk: readonly APIButtonComponent[];
  readonly buttons: readonly APIButtonComponent[];
}

/** A row that is not stored, and the time that it is about. */
export interface ShownBeside {
  readonly row: number;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** The third card: what would be stored. */
export interface PreviewCard {
  readonly name: string;
  readonly own: UserId;
  readonly stored: {
    readonly entries: number;
    readonly ms: number;
    readonly from: number | null;
    readonly to: number | null;
    readonly members: readonly { readonly user: UserId; readonly entries: number; readonly ms: number }[];
    readonly categories: readonly {
      readonly id: string | null;
      readonly name: string;
      readonly entries: number;
      readonly ms: number;
    }[];
  };
  readonly problems: Some<ShownProblem>;
  readonly duplicates: Some<ShownBeside>;
  readonly overlaps: Some<ShownBeside>;
  readonly isOverlapStored: boolean;
  readonly shifted: Some<ShownBeside>;
  readonly open: Some<{ readonly row: number; readonly startedAt: number }>;
  readonly ignored: number;
  readonly untimedSkipped: number;
  readonly refused: Some<{ readonly row: number; readonly code: ErrorCode }>;
  readonly remarks: {
    readonly twice: Some<number>;
    readonly never: Some<number>;
    readonly breaksAtEnd: Some<number>;
    readonly notesCut: Some<number>;
  };
  /** What is asked about rows that lie beside what is there; null: nothing. */
  readonly shiftedAsk: { readonly rows: number; readonly hours: readonly number[]; readonly menu: Menu } | null;
  readonly buttons: readonly APIButtonComponent[];
}

/** An import that was begun. */
export interface ShownRun {
  readonly name: string;
  readonly state: ShownRunState;
  readonly begunAt: number;
  readonly done: number;
  readonly of: number;
  readonly stored: number;
  readonly left: number;
  readonly ms: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly undoUntil: number | null;
  readonly staying: Some<{
    readonly startedAt: number;
    readonly endedAt: number;
    readonly because: 'changed' | 'running' | 'failed';
  }>;
  readonly error: ErrorCode | null;
}
