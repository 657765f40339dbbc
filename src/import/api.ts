import type { EntryFields } from '../domain/commands.js';
import type { DomainError, ErrorCode } from '../domain/errors.js';
import type { CategoryId, RequestId, SpaceId, UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';

/*
 * An import has four steps. Each is shown before anything is stored, and each door (Discord, the page, the API, the terminal) shows the same ones:
 *   1. `open`: what was recognised of the file (`draft.recognised`), and what has to be said about it (`draft.questions`);
 *   2. `answer`: which labels of the file become which categories, and whose the rows are (`draft.labels`, `draft.people`);
 *   3. `preview`: what would be stored, what would not, and why;
 *   4. `begin`: the import itself, in the background; `undo` takes all of it back within UNDO_DAYS.
 */

/** Programs whose files are read. `csv` is any table: its columns are said by whoever imports it. */
export const IMPORT_FORMATS = ['timewarrior', 'toggl', 'clockify', 'kimai', 'dynamodb', 'punchcard', 'ics', 'csv'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** How the bytes of a file are text. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** In which order a date has its parts: `2024-04-03`, `03.04.2024` or `04/03/2024`. */
export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** What of a row may say what its time was spent on. */
export const LABEL_FIELDS = ['category', 'project', 'client', 'task', 'activity', 'tag', 'type'] as const;
export type LabelField = (typeof LABEL_FIELDS)[number];

/** What a column of a table can be. `start` and `end` are date and time in one cell, or a time beside `date`. */
export const COLUMN_ROLES = [
  'start',
  'end',
  'date',
  'startDate',
  'startTime',
  'endDate',
  'endTime',
  'duration',
  'break',
  'note',
  'person',
  ...LABEL_FIELDS,
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];
/** Column of a table by what it is, as its header names it. */
export type Columns = Readonly<Partial<Record<ColumnRole, string>>>;

/** Bytes of an upload, as it comes. */
export const UPLOAD_MAX = 25 << 20;
/** Bytes of all that is in it, unpacked. */
export const UNPACKED_MAX = 64 << 20;
/** Rows of one import. */
export const ROWS_MAX = 200_000;
/** Days in which an import can be taken back. */
export const UNDO_DAYS = 30;
/** A draft that nobody went on with is removed after this, ms. */
export const DRAFT_FOR_MS = 3_600_000;
/** So many of problems, duplicates and the like are listed; all of them are counted. */
export const LISTED_MAX = 50;

/** A file that somebody wants to import. Nothing of it is run, and its name is only shown. */
export interface Upload {
  readonly space: SpaceId;
  /** Who imports. */
  readonly by: UserId;
  /** Whose rows they are where the file names nobody: mostly `by`. */
  readonly member: UserId;
  readonly name: string;
  /** The whole file, or its parts as they come: then it is never in memory as a whole. A stream that rejects is no file (IMPORT_FILE_DAMAGED). */
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
  /** Said by whoever imports; null: it is seen by the file. */
  readonly format: ImportFormat | null;
}

/** Names a draft. Whoever asks has to be the one who opened it, in the same space. */
export interface DraftKey {
  readonly space: SpaceId;
  readonly by: UserId;
  readonly id: string;
}

/** What was recognised of a file. */
export interface Recognised {
  readonly format: ImportFormat | null;
  /** Of the first table or text in it; null: it is no text (a packed file of several). */
  readonly encoding: Encoding | null;
  readonly hasByteOrderMark: boolean;
  /** Null where there is no table. */
  readonly separator: Separator | null;
  /** BCP 47, of the header of a table (`en`, `de`, `fr`, `es`); null without one, and where it is not known. */
  readonly headerLanguage: string | null;
  /** Names of the columns; empty where there is no table. */
  readonly header: readonly string[];
  /** The first rows of a table, at most three, each cell at most 60 characters. */
  readonly sample: readonly (readonly string[])[];
  /** What the columns were taken for. */
  readonly columns: Columns;
  /** Null: all dates leave it open (or there are none that need it). */
  readonly dateOrder: DateOrder | null;
  /** The row that decided the order of dates; null where none had to. */
  readonly dateOrderRow: number | null;
  /** Do all times say their offset? Else they are read by the clocks of a zone. */
  readonly hasOffsets: boolean;
  /** The zone that the file itself names. */
  readonly zone: string | null;
  /** Packed files that were read, as they are called inside; empty where nothing was packed. */
  readonly files: readonly string[];
}

/** Where the time of a row lies that has a day and a length and no clock times. */
export type Untimed =
  /** One after the other from this time of the day on, minutes after midnight. */
  | { readonly kind: 'from'; readonly minutes: number }
  /** They have no time of day: each is one second long at noon, and what counts is set by hand. */
  | { readonly kind: 'untimed' }
  | { readonly kind: 'skip' };

/** What becomes of time with a label. */
export type CategoryChoice =
  | { readonly kind: 'existing'; readonly id: CategoryId }
  /** Made when the import begins; one of that name that is there by then is taken. */
  | { readonly kind: 'new'; readonly name: string }
  | { readonly kind: 'ignore' };

/** Whose the rows of somebody are that a file names. */
export type PersonChoice = { readonly kind: 'member'; readonly user: UserId } | { readonly kind: 'ignore' };

/** What whoever imports has said. What was not said is as it was recognised, and asked where it is unclear. */
export interface Answers {
  readonly format: ImportFormat | null;
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
  readonly columns: Columns | null;
  readonly dateOrder: DateOrder | null;
  /** IANA name: of times without an offset. */
  readonly zone: string | null;
  readonly untimed: Untimed | null;
  /** What decides about the category; null: as is usual for the format. */
  readonly labelField: LabelField | null;
  /** By label; the empty one is for rows without. */
  readonly categories: Readonly<Record<string, CategoryChoice>>;
  /** Labels that are not among `categories` and are no category's name become new categories. */
  readonly newCategories: boolean;
  /** By the name in the file. */
  readonly people: Readonly<Record<string, PersonChoice>>;
  /** Rows that lie beside entries of the same note and length by a constant time, mostly because of a wrong zone. */
  readonly shifted: 'skip' | 'store' | null;
}

export const NO_ANSWERS: Answers = {
  format: null,
  encoding: null,
  separator: null,
  columns: null,
  dateOrder: null,
  zone: null,
  untimed: null,
  labelField: null,
  categories: {},
  newCategories: false,
  people: {},
  shifted: null,
};

/** What has to be said before it goes on; `key` of `Answers` that answers it. */
export type Question =
  | { readonly about: 'format' }
  /** A table whose columns are not understood: at least `start` with `end` or `duration`, or `date` with `duration`. */
  | { readonly about: 'columns'; readonly header: readonly string[] }
  /** All dates can be read in each of these ways; `example` is one of them. */
  | { readonly about: 'dateOrder'; readonly orders: readonly DateOrder[]; readonly example: string }
  /** Times say no offset; `suggestion` is how the space counts. */
  | { readonly about: 'zone'; readonly suggestion: string }
  /** So many rows have a day and a length only. */
  | { readonly about: 'untimed'; readonly rows: number }
  /** Labels for which there is no category of that name. */
  | { readonly about: 'categories'; readonly labels: readonly string[] }
  /** People whom the file names and nobody has said who they are. */
  | { readonly about: 'people'; readonly people: readonly string[] }
  /** Asked by the preview: `rows` rows are there already, `hours` earlier or later. */
  | { readonly about: 'shifted'; readonly rows: number; readonly hours: readonly number[] };

/** Why a row cannot be read. */
export type RowReason =
  | 'dateInvalid'
  | 'timeInvalid'
  | 'startMissing'
  | 'endMissing'
  | 'endBeforeStart'
  /** It starts when it ends, so it is no time. */
  | 'noTime'
  /** Longer than an entry may be (366 days), or in a year that no entry can be in. */
  | 'outOfRange'
  | 'durationInvalid'
  | 'breaksInvalid'
  /** It is nothing of this format. */
  | 'notUnderstood';

export interface RowProblem {
  /** As the file shows it: lines of a table (its header is line 1), or entries of a list from 1. */
  readonly row: number;
  /** The packed file that it is in; null where there is one file. */
  readonly file: string | null;
  readonly reason: RowReason;
  /** What stands there, at most 80 characters; empty where that says nothing. */
  readonly text: string;
}

/** Some of many: all are counted, the first LISTED_MAX are listed. */
export interface Listed<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** A label of the file, and what becomes of its time. */
export interface LabelUse {
  readonly label: string;
  readonly rows: number;
  readonly ms: number;
  /** Said, or seen by the name; null: asked. */
  readonly choice: CategoryChoice | null;
  readonly isSuggested: boolean;
}

export interface PersonUse {
  readonly name: string;
  readonly rows: number;
  readonly ms: number;
  /** Said, or certain by an id of Discord; null: asked. */
  readonly choice: PersonChoice | null;
}

/** An import that was not begun yet. */
export interface ImportDraft extends DraftKey {
  readonly member: UserId;
  readonly name: string;
  readonly bytes: number;
  /** It is thrown away at this moment unless somebody goes on with it, ms. */
  readonly until: number;
  readonly recognised: Recognised;
  readonly answers: Answers;
  readonly questions: readonly Question[];
  /** What decides about the category, and what else of the rows could. */
  readonly labelField: LabelField;
  readonly labelFields: readonly LabelField[];
  readonly labels: readonly LabelUse[];
  /** Empty where the file names nobody: then all rows are `member`'s. */
  readonly people: readonly PersonUse[];
  /** Rows that could be read, those with a day only among them. 0 as long as something is asked about the file itself. */
  readonly rows: number;
  /** First and last moment, ms; null without rows. */
  readonly span: { readonly from: number; readonly to: number } | null;
  readonly problems: Listed<RowProblem>;
}

/** What whoever imports may do, decided by the door with src/actions/access.ts. */
export interface ImportRights {
  /** Store rows of other members than `by`. */
  readonly others: boolean;
  /** Make categories. */
  readonly categories: boolean;
  /** Why an entry may not be stored for a member (limits of self-correction, roles that a category requires); null: it may. Pure and quick. */
  readonly refusal: (user: UserId, entry: EntryFields) => ErrorCode | null;
}

/** A row that is not stored, and what it is beside. Moments in ms. */
export interface BesideRow {
  readonly row: number;
  readonly user: UserId;
  readonly startedAt: number;
  readonly endedAt: number;
  /** The entry that is there; null: another row of the file. */
  readonly other: { readonly startedAt: number; readonly endedAt: number | null } | null;
}

export interface RefusedRow {
  readonly row: number;
  readonly user: UserId;
  readonly code: ErrorCode;
}

/** What would be stored, and what not. Every row of the file is counted in exactly one of `stored` and the lists below it. */
export interface Preview {
  readonly questions: readonly Question[];
  readonly stored: {
    readonly entries: number;
    /** Time that counts, ms. */
    readonly ms: number;
    readonly from: number | null;
    readonly to: number | null;
    /** By member, most time first. */
    readonly members: readonly { readonly user: UserId; readonly entries: number; readonly ms: number }[];
    /** By category, most time first; `id` null for those that are made. */
    readonly categories: readonly {
      readonly id: CategoryId | null;
      readonly name: string;
      readonly entries: number;
      readonly ms: number;
    }[];
  };
  /** Rows that cannot be read. */
  readonly problems: Listed<RowProblem>;
  /** The same time of the same member is there already, or stands in the file twice. */
  readonly duplicates: Listed<BesideRow>;
  /** They count time that another entry counts. Stored where the space allows it (`isOverlapStored`), else not. */
  readonly overlaps: Listed<BesideRow>;
  readonly isOverlapStored: boolean;
  /** They lie beside what is there by a constant time, see `Answers.shifted`. */
  readonly shifted: Listed<BesideRow>;
  /** Rows without an end: nothing is started by an import. */
  readonly open: Listed<{ readonly row: number; readonly startedAt: number }>;
  /** Rows of labels and people that are ignored. */
  readonly ignored: number;
  /** Rows with a day only, where `Answers.untimed` skips them. */
  readonly untimedSkipped: number;
  /** Rows that `ImportRights` refuses. */
  readonly refused: Listed<RefusedRow>;
  readonly remarks: {
    /** The clocks showed the time twice: the first of the two was taken, or the one that fits the duration. */
    readonly twice: Listed<number>;
    /** The clocks never showed the time: it was moved on by as much as they jumped. */
    readonly never: Listed<number>;
    /** A break of which only the length is known lies at the end. */
    readonly breaksAtEnd: Listed<number>;
    /** Notes that were cut to the length that a note may have. */
    readonly notesCut: Listed<number>;
  };
}

export type RunState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed' | 'undoing' | 'undone';

/** An entry of an import that stays when it is taken back, and why. */
export interface Staying {
  readonly user: UserId;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Somebody changed it since; it runs again; or it could not be read (`failed`). */
  readonly because: 'changed' | 'running' | 'failed';
}

/** An import that was begun. It is kept in a document of whoever began it. */
export interface ImportRun {
  readonly id: string;
  readonly space: SpaceId;
  readonly by: UserId;
  readonly name: string;
  readonly format: ImportFormat;
  readonly state: RunState;
  /** ms */
  readonly begunAt: number;
  readonly endedAt: number | null;
  /** How far it is: entries stored, or taken back, of all. */
  readonly done: number;
  readonly of: number;
  /** Entries that are stored by it, and by `left` not (they had come in the meantime). */
  readonly stored: number;
  readonly left: number;
  readonly ms: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly members: readonly UserId[];
  /** Until when it can be taken back, ms; null when it cannot (any more). */
  readonly undoUntil: number | null;
  /** What stayed when it was taken back. */
  readonly staying: Listed<Staying>;
  /** Why it failed. */
  readonly error: ErrorCode | null;
}

/** Which change of the engine begins a run or its undoing: the same request begins it once. */
export interface ImportRequest {
  readonly requestId: RequestId;
  /** ms */
  readonly at: number;
  /** For the ledger: `command`, `page`, `api`, `program`. */
  readonly source: string;
}

export interface RunKey {
  readonly space: SpaceId;
  readonly by: UserId;
  readonly id: string;
}

/**
 * Imports. Files are read in a thread of their own, and runs go on in the background, one at a time in a space. Codes beginning with `IMPORT_` are in domain/errors.ts.
 */
export interface Imports {
  /**
   * Keeps the file and looks at it. IMPORT_FILE_TOO_LARGE, IMPORT_UNPACKED_TOO_LARGE, IMPORT_TOO_MANY_ROWS, IMPORT_NESTED, IMPORT_FILE_DAMAGED, IMPORT_FILE_EMPTY,
   * IMPORT_FORMAT_WRONG (it is not of the format that was said), IMPORT_DRAFTS_FULL, IMPORT_FAILED, STORE_UNAVAILABLE, SHUTTING_DOWN.
   */
  open(upload: Upload): Promise<Result<ImportDraft, DomainError>>;
  /** IMPORT_GONE when it is not there (any more), or somebody else's. */
  draft(key: DraftKey): Promise<Result<ImportDraft, DomainError>>;
  /** Adds to what was said (`categories` and `people` by label and name) and looks again. As `open`, and IMPORT_GONE, IMPORT_ANSWER_WRONG with `about`. */
  answer(key: DraftKey, answers: Partial<Answers>): Promise<Result<ImportDraft, DomainError>>;
  /** What would be stored. IMPORT_QUESTIONS_OPEN as long as the draft asks something, IMPORT_GONE, STORE_UNAVAILABLE. */
  preview(key: DraftKey, rights: ImportRights): Promise<Result<Preview, DomainError>>;
  /**
   * Begins to store what the preview shows at this moment, and answers at once. The draft is gone then. IMPORT_QUESTIONS_OPEN (the preview's too), IMPORT_NOTHING_NEW,
   * CAPABILITY_MISSING, those of a new category, and as `preview`.
   */
  begin(key: DraftKey, rights: ImportRights, request: ImportRequest): Promise<Result<ImportRun, DomainError>>;
  /** Forgets a draft; it may be gone. */
  discard(key: DraftKey): Promise<void>;
  /** The imports that somebody began in a space, newest first. STORE_UNAVAILABLE */
  runs(of: Pick<RunKey, 'space' | 'by'>): Promise<Result<readonly ImportRun[], DomainError>>;
  /** IMPORT_RUN_NOT_FOUND, STORE_UNAVAILABLE */
  run(key: RunKey): Promise<Result<ImportRun, DomainError>>;
  /** Hears how far a run of this process is, at most four times a second, until it has ended. Answers how to stop hearing. */
  watch(key: RunKey, listener: (run: ImportRun) => void): () => void;
  /** Resolves when a run of this process has come to rest (at once when it is not under way here), with what became of it. */
  settled(key: RunKey): Promise<Result<ImportRun, DomainError>>;
  /** Stops a run after the entries that are under way; what is stored can be taken back. IMPORT_RUN_NOT_FOUND, IMPORT_NOT_RUNNING */
  cancel(key: RunKey): Promise<Result<ImportRun, DomainError>>;
  /**
   * Begins to take back all that a run has stored, and answers at once. Entries that somebody changed since stay. IMPORT_RUN_NOT_FOUND, IMPORT_RUNNING, IMPORT_UNDONE,
   * IMPORT_UNDO_TOO_LATE with `days`, STORE_UNAVAILABLE.
   */
  undo(key: RunKey, request: ImportRequest): Promise<Result<ImportRun, DomainError>>;
}
