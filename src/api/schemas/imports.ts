import { z } from 'zod';
import {
  COLUMN_ROLES,
  DATE_ORDERS,
  ENCODINGS,
  IMPORT_FORMATS,
  LABEL_FIELDS,
  SEPARATORS,
  type RowReason,
  type RunState,
} from '../../import/api.js';
import { Moment, Seconds, UserIdText } from './common.js';

const Format = z.enum(IMPORT_FORMATS);
const Encoding = z.enum(ENCODINGS);
const Separator = z.enum(SEPARATORS);
const DateOrder = z.enum(DATE_ORDERS);
const Columns = z.partialRecord(z.enum(COLUMN_ROLES), z.string().max(500));
const LabelField = z.enum(LABEL_FIELDS);
/** A label or the name of somebody as the file writes it. */
const FileText = z.string().max(2_000);

/** Where the time of a row lies that has a day and a length only: one after the other from a time on (minutes after midnight), without a time, or nowhere. */
const Untimed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('from'), minutes: z.int().min(0).max(1_439) }),
  z.strictObject({ kind: z.literal('untimed') }),
  z.strictObject({ kind: z.literal('skip') }),
]);
/** What becomes of the time of a label: a category that is there, a new one, or nothing. */
const CategoryChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('existing'), id: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('new'), name: z.string().min(1).max(100) }),
  z.strictObject({ kind: z.literal('ignore') }),
]);
/** Whose rows they are. */
const PersonChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('member'), user: UserIdText }),
  z.strictObject({ kind: z.literal('ignore') }),
]);

/** Labels and people of one answer. */
const NAMED_MAX = 5_000;

/** What is said of a draft; what is left out stays as it is. */
export const ImportAnswers = z.strictObject({
  format: Format.optional(),
  encoding: Encoding.optional(),
  separator: Separator.optional(),
  /** All of them: which column is what, by the names in the header. */
  columns: Columns.optional(),
  dateOrder: DateOrder.optional(),
  /** IANA name: of times without an offset. */
  zone: z.string().min(1).max(100).optional(),
  untimed: Untimed.optional(),
  /** What decides about the category. */
  labelField: LabelField.optional(),
  categories: z
    .array(z.strictObject({ label: FileText, choice: CategoryChoice }))
    .max(NAMED_MAX)
    .optional(),
  /** Labels of which nothing is said, and that are no category's name, become new categories. */
  newCategories: z.boolean().optional(),
  people: z
    .array(z.strictObject({ name: FileText, choice: PersonChoice }))
    .max(NAMED_MAX)
    .optional(),
  /** Rows that lie beside entries of the same note and length by a constant time: mostly the zone is wrong. */
  shifted: z.enum(['skip', 'store']).optional(),
});

/** All are counted, and the first fifty listed. */
const listed = <Item extends z.ZodType>(item: Item) => z.object({ count: z.int(), first: z.array(item) });

const REASONS = [
  ...['dateInvalid', 'timeInvalid', 'startMissing', 'endMissing', 'endBeforeStart', 'noTime', 'outOfRange'],
  ...['durationInvalid', 'breaksInvalid', 'notUnderstood'],
] as const satisfies readonly string[] as readonly RowReason[];

/** A row that cannot be read: where, why, and what stands there. */
const RowProblem = z.object({
  row: z.int(),
  file: z.string().nullable(),
  reason: z.enum(REASONS as [RowReason, ...RowReason[]]),
  text: z.string(),
});

const Question = z.discriminatedUnion('about', [
  z.object({ about: z.literal('format') }),
  z.object({ about: z.literal('columns') }),
  z.object({ about: z.literal('dateOrder'), orders: z.array(DateOrder), example: z.string() }),
  z.object({ about: z.literal('zone'), suggestion: z.string() }),
  z.object({ about: z.literal('untimed'), rows: z.int() }),
  z.object({ about: z.literal('categories'), labels: z.array(z.string()) }),
  z.object({ about: z.literal('people'), people: z.array(z.string()) }),
  /** They are there already, so many hours earlier or later. */
  z.object({ about: z.literal('shifted'), rows: z.int(), hours: z.array(z.number()) }),
]);

const Span = z.object({ from: Moment, to: Moment });

/** A file that was looked at. Nothing of it is stored. */
export const ImportDraft = z
  .object({
    id: z.string(),
    /** Whose the rows are where the file names nobody. */
    member: UserIdText,
    name: z.string(),
    bytes: z.int(),
    /** It is thrown away then unless somebody goes on with it. */
    until: Moment,
    recognised: z.object({
      format: Format.nullable(),
      encoding: Encoding.nullable(),
      hasByteOrderMark: z.boolean(),
      separator: Separator.nullable(),
      headerLanguage: z.string().nullable(),
      header: z.array(z.string()),
      sample: z.array(z.array(z.string())),
      columns: Columns,
      dateOrder: DateOrder.nullable(),
      dateOrderRow: z.int().nullable(),
      hasOffsets: z.boolean(),
      zone: z.string().nullable(),
      files: z.array(z.string()),
    }),
    said: z.object({
      format: Format.nullable(),
      columns: Columns.nullable(),
      dateOrder: DateOrder.nullable(),
      zone: z.string().nullable(),
      untimed: Untimed.nullable(),
      newCategories: z.boolean(),
      shifted: z.enum(['skip', 'store']).nullable(),
    }),
    /** What has to be said before it goes on. */
    questions: z.array(Question),
    labelField: LabelField,
    labelFields: z.array(LabelField),
    /** Most time first; the empty label stands for rows without one. */
    labels: z.array(
      z.object({ label: z.string(), rows: z.int(), seconds: Seconds, choice: CategoryChoice.nullable(), suggested: z.boolean() }),
    ),
    people: z.array(z.object({ name: z.string(), rows: z.int(), seconds: Seconds, choice: PersonChoice.nullable() })),
    /** What the server calls the members among the choices. */
    memberNames: z.array(z.object({ user: UserIdText, name: z.string().nullable() })),
    rows: z.int(),
    span: Span.nullable(),
    problems: listed(RowProblem),
    /** What you may do with it: store time of other members, make categories. */
    may: z.object({ others: z.boolean(), categories: z.boolean() }),
  })
  .meta({ id: 'ImportDraft' });
export type ImportDraft = z.output<typeof ImportDraft>;

/** A row that is not stored (or that overlaps), and the time that it is about. */
const Beside = z.object({ row: z.int(), user: UserIdText, start: Moment, end: Moment });

/** What would be stored, and what not and why. */
export const ImportPreview = z
  .object({
    questions: z.array(Question),
    stored: z.object({
      entries: z.int(),
      seconds: Seconds,
      span: Span.nullable(),
      members: z.array(z.object({ user: UserIdText, name: z.string().nullable(), entries: z.int(), seconds: Seconds })),
      /** `id` is null for those that are made. */
      categories: z.array(z.object({ id: z.string().nullable(), name: z.string(), entries: z.int(), seconds: Seconds })),
    }),
    problems: listed(RowProblem),
    duplicates: listed(Beside),
    overlaps: listed(Beside),
    /** Are those that overlap stored all the same? */
    overlapsStored: z.boolean(),
    shifted: listed(Beside),
    open: listed(z.object({ row: z.int(), start: Moment })),
    ignored: z.int(),
    untimedSkipped: z.int(),
    refused: listed(z.object({ row: z.int(), user: UserIdText, code: z.string() })),
    remarks: z.object({
      twice: listed(z.int()),
      never: listed(z.int()),
      breaksAtEnd: listed(z.int()),
      notesCut: listed(z.int()),
    }),
  })
  .meta({ id: 'ImportPreview' });
export type ImportPreview = z.output<typeof ImportPreview>;

const STATES = ['waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const satisfies readonly RunState[];

/** An import that was begun. */
export const ImportRun = z
  .object({
    id: z.string(),
    name: z.string(),
    format: Format,
    state: z.enum(STATES),
    begun: Moment,
    ended: Moment.nullable(),
    /** How far it is: entries stored, or taken back, of all. */
    done: z.int(),
    of: z.int(),
    stored: z.int(),
    /** Rows that had come from elsewhere in the meantime. */
    left: z.int(),
    seconds: Seconds,
    span: Span.nullable(),
    members: z.array(UserIdText),
    /** Until when it can be taken back; null when it cannot (any more). */
    undoUntil: Moment.nullable(),
    /** What stayed when it was taken back. */
    staying: listed(
      z.object({ user: UserIdText, start: Moment, end: Moment, because: z.enum(['changed', 'running', 'failed']) }),
    ),
    /** Why it failed. */
    code: z.string().nullable(),
  })
  .meta({ id: 'ImportRun' });
export type ImportRun = z.output<typeof ImportRun>;

export const ImportRuns = z.object({ imports: z.array(ImportRun) });

/** How a file is brought along. */
export const UploadQuery = z.object({
  /** What it is called; it is shown, and nothing else. */
  name: z.string().min(1).max(200).default('file'),
  format: Format.optional(),
  /** Whose the rows are where the file names nobody; yours unless told. */
  member: UserIdText.optional(),
});

/** Which draft is stored. */
export const BeginImport = z.strictObject({ draft: z.string().min(1).max(60) });
