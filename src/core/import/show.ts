import { Temporal } from 'temporal-polyfill';
import type { ImportDraft, ImportRun, Listed, Preview } from '../../import/api.js';
import { FORMAT_LABELS } from '../../import/recognise/opened.js';
import { describeQuestion, describeRefusal, describeRow, STAYS } from './words.js';

const hours = (ms: number): string => `${(ms / 3_600_000).toFixed(2)} h`;
const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;
const at = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'second' })
    .replace('T', ' ');
const SEPARATOR_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** The lines of a list, and how many more there are. */
const lines = <T>({ count, first }: Listed<T>, line: (one: T) => string, most = 10): readonly string[] => [
  ...first.slice(0, most).map((one) => `     ${line(one)}`),
  ...(count > Math.min(most, first.length) ? [`     and ${count - Math.min(most, first.length)} more`] : []),
];

/** The first two steps: what was recognised, and what becomes of labels and people. */
export const showDraft = (draft: ImportDraft): readonly string[] => {
  const { recognised, labels, people } = draft;
  const { format, encoding, separator, headerLanguage, dateOrder, dateOrderRow, hasOffsets, hasByteOrderMark, files } =
    recognised;
  const facts = [
    format === null ? 'not recognised' : FORMAT_LABELS[format],
    encoding === null ? null : `${encoding}${hasByteOrderMark ? ' with byte order mark' : ''}`,
    separator === null ? null : `${SEPARATOR_NAMES[separator]} between cells`,
    headerLanguage === null ? null : `header in ${headerLanguage}`,
    dateOrder === null ? null : `dates as ${dateOrder}${dateOrderRow === null ? '' : ` (by row ${dateOrderRow})`}`,
    hasOffsets ? 'times with their offset' : draft.answers.zone === null ? null : `times of ${draft.answers.zone}`,
  ].filter((fact) => fact !== null);
  return [
    `1. ${draft.name}: ${facts.join(', ')}`,
    ...files.map((file) => `     ${file}`),
    `2. ${many(draft.rows, 'row')}; categories by ${draft.labelField}`,
    ...labels.slice(0, 50).map(({ label, rows, ms, choice }) => {
      const to =
        choice === null
          ? '?'
          : choice.kind === 'ignore'
            ? 'left out'
            : choice.kind === 'new'
              ? `new category ${choice.name}`
              : choice.id;
      return `     ${label === '' ? '(none)' : label}: ${many(rows, 'row')}, ${hours(ms)} -> ${to}`;
    }),
    ...people.map(({ name, rows, choice }) => {
      const to = choice === null ? '?' : choice.kind === 'ignore' ? 'left out' : choice.user;
      return `     ${name}: ${many(rows, 'row')} -> ${to}`;
    }),
    ...draft.questions.map((question) => `   ? ${describeQuestion(question)}`),
  ];
};

/** The third step. */
export const showPreview = (preview: Preview, zone: string): readonly string[] => {
  const { stored, problems, duplicates, overlaps, shifted, open, refused, remarks } = preview;
  const beside = ({
    row,
    startedAt,
    endedAt,
  }: {
    readonly row: number;
    readonly startedAt: number;
    readonly endedAt: number;
  }): string => `row ${row}: ${at(startedAt, zone)} to ${at(endedAt, zone)}`;
  const section = <T>(list: Listed<T>, title: string, line: (one: T) => string): readonly string[] =>
    list.count === 0 ? [] : [`   ${list.count.toLocaleString('en')} ${title}`, ...lines(list, line)];
  const span = stored.from === null || stored.to === null ? '' : `, ${at(stored.from, zone)} to ${at(stored.to, zone)} (${zone})`;
  return [
    `3. ${many(stored.entries, 'entry', 'entries')} to store, ${hours(stored.ms)}${span}`,
    ...stored.categories.map(
      ({ name, entries, ms, id }) =>
        `     ${name}${id === null ? ' (new)' : ''}: ${many(entries, 'entry', 'entries')}, ${hours(ms)}`,
    ),
    ...(stored.members.length > 1
      ? stored.members.map(({ user, entries, ms }) => `     ${user}: ${many(entries, 'entry', 'entries')}, ${hours(ms)}`)
      : []),
    ...section(
      problems,
      'rows cannot be read',
      (problem) => `${problem.file === null ? '' : `${problem.file}, `}row ${problem.row}: ${describeRow(problem)}`,
    ),
    ...section(duplicates, 'are there already, or stand in the file twice', beside),
    ...section(
      overlaps,
      preview.isOverlapStored ? 'overlap, and are stored all the same' : 'overlap with other entries, and are left out',
      beside,
    ),
    ...section(shifted, 'are there by other clocks, and are left out', beside),
    ...section(
      open,
      'have no end, and are left out: an import starts nothing',
      ({ row, startedAt }) => `row ${row}: ${at(startedAt, zone)}`,
    ),
    ...section(refused, 'may not be stored', ({ row, code }) => `row ${row}: ${describeRefusal({ code })}`),
    ...(preview.ignored === 0 ? [] : [`   ${preview.ignored.toLocaleString('en')} are left out by what was said`]),
    ...(preview.untimedSkipped === 0 ? [] : [`   ${preview.untimedSkipped.toLocaleString('en')} have no time, and are left out`]),
    ...section(
      remarks.twice,
      'lie where the clocks showed a time twice: the first one was taken, or the one that fits the length',
      (row) => `row ${row}`,
    ),
    ...section(remarks.never, 'lie where the clocks jumped over a time: moved on by as much', (row) => `row ${row}`),
    ...section(remarks.breaksAtEnd, 'have a break of which only the length is known: it lies at the end', (row) => `row ${row}`),
    ...section(remarks.notesCut, 'have a note that was cut to 200 characters', (row) => `row ${row}`),
    ...preview.questions.map((question) => `   ? ${describeQuestion(question)}`),
  ];
};

/** What became of an import, or of taking one back. */
export const showRun = (run: ImportRun, zone: string): readonly string[] => {
  if (run.state === 'undone')
    return [
      `taken back${run.staying.count === 0 ? '' : `; ${many(run.staying.count, 'entry stays', 'entries stay')}`}`,
      ...lines(run.staying, ({ startedAt, because }) => `${at(startedAt, zone)}: ${STAYS[because]}`),
    ];
  const left = run.left === 0 ? '' : `; ${many(run.left, 'entry', 'entries')} had come in the meantime`;
  const failed = run.error === null ? '' : `; ${describeRefusal({ code: run.error })}`;
  return [
    `4. ${run.state}: ${many(run.stored, 'entry', 'entries')} stored, ${hours(run.ms)}${left}${failed}`,
    ...(run.undoUntil === null
      ? []
      : [
          `   to take it back until ${at(run.undoUntil, zone)}: npm run import -- --undo ${run.id} --space ${run.space} --member ${run.by}`,
        ]),
  ];
};
