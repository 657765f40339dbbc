import type { UserId } from '../domain/ids.js';
import type { BesideRow, ImportDraft, ImportRights, ImportRun, Listed, Preview, Question } from '../import/api.js';
import { momentText, secondsOf } from './present.js';
import type * as shown from './schemas/imports.js';

/** What the server calls its members; who is not known is not in it. */
export type Names = ReadonlyMap<UserId, string>;

const listed = <T, Shown>({ count, first }: Listed<T>, show: (one: T) => Shown): { count: number; first: Shown[] } => ({
  count,
  first: first.map(show),
});
const same = <T>(one: T): T => one;

const spanOf = (from: number | null, to: number | null) =>
  from === null || to === null ? null : { from: momentText(from), to: momentText(to) };

const questionOf = (question: Question): shown.ImportDraft['questions'][number] => {
  switch (question.about) {
    case 'columns':
      return { about: 'columns' };
    case 'dateOrder':
      return { ...question, orders: [...question.orders] };
    case 'categories':
      return { ...question, labels: [...question.labels] };
    case 'people':
      return { ...question, people: [...question.people] };
    case 'shifted':
      return { ...question, hours: [...question.hours] };
    default:
      return question;
  }
};

/** Members whom a draft names so far: the one whose it is, and those who were chosen. */
export const membersIn = ({ member, people }: Pick<ImportDraft, 'member' | 'people'>): readonly UserId[] => [
  ...new Set([member, ...people.flatMap(({ choice }) => (choice?.kind === 'member' ? [choice.user] : []))]),
];

export const shownDraft = (draft: ImportDraft, { others, categories }: ImportRights, names: Names): shown.ImportDraft => {
  const { id, member, name, bytes, until, recognised, answers, questions, labelField, labelFields, rows, span, problems } = draft;
  const { format, columns, dateOrder, zone, untimed, newCategories, shifted } = answers;
  return {
    ...{ id, member, name, bytes, until: momentText(until), labelField, labelFields: [...labelFields], rows },
    recognised: {
      ...recognised,
      ...{ header: [...recognised.header], files: [...recognised.files] },
      sample: recognised.sample.map((cells) => [...cells]),
    },
    said: { format, columns, dateOrder, zone, untimed, newCategories, shifted },
    questions: questions.map(questionOf),
    labels: draft.labels.map(({ label, rows: of, ms, choice, isSuggested }) => ({
      ...{ label, rows: of, seconds: secondsOf(ms), choice, suggested: isSuggested },
    })),
    people: draft.people.map(({ name: who, rows: of, ms, choice }) => ({ name: who, rows: of, seconds: secondsOf(ms), choice })),
    memberNames: membersIn(draft).map((user) => ({ user, name: names.get(user) ?? null })),
    span: span === null ? null : spanOf(span.from, span.to),
    problems: listed(problems, same),
    may: { others, categories },
  };
};

const besideOf = ({ row, user, startedAt, endedAt }: BesideRow) => ({
  ...{ row, user, start: momentText(startedAt), end: momentText(endedAt) },
});

export const shownPreview = (preview: Preview, names: Names): shown.ImportPreview => {
  const { stored, remarks } = preview;
  return {
    questions: preview.questions.map(questionOf),
    stored: {
      ...{ entries: stored.entries, seconds: secondsOf(stored.ms), span: spanOf(stored.from, stored.to) },
      members: stored.members.map(({ user, entries, ms }) => ({
        ...{ user, name: names.get(user) ?? null, entries, seconds: secondsOf(ms) },
      })),
      categories: stored.categories.map(({ id, name, entries, ms }) => ({ id, name, entries, seconds: secondsOf(ms) })),
    },
    problems: listed(preview.problems, same),
    duplicates: listed(preview.duplicates, besideOf),
    overlaps: listed(preview.overlaps, besideOf),
    overlapsStored: preview.isOverlapStored,
    shifted: listed(preview.shifted, besideOf),
    open: listed(preview.open, ({ row, startedAt }) => ({ row, start: momentText(startedAt) })),
    ...{ ignored: preview.ignored, untimedSkipped: preview.untimedSkipped },
    refused: listed(preview.refused, same),
    remarks: {
      twice: listed(remarks.twice, same),
      never: listed(remarks.never, same),
      breaksAtEnd: listed(remarks.breaksAtEnd, same),
      notesCut: listed(remarks.notesCut, same),
    },
  };
};

export const shownRun = (run: ImportRun): shown.ImportRun => ({
  ...{ id: run.id, name: run.name, format: run.format, state: run.state, done: run.done, of: run.of },
  ...{ begun: momentText(run.begunAt), ended: run.endedAt === null ? null : momentText(run.endedAt) },
  ...{ stored: run.stored, left: run.left, seconds: secondsOf(run.ms), span: spanOf(run.from, run.to) },
  members: [...run.members],
  undoUntil: run.undoUntil === null ? null : momentText(run.undoUntil),
  staying: listed(run.staying, ({ user, startedAt, endedAt, because }) => ({
    ...{ user, start: momentText(startedAt), end: momentText(endedAt), because },
  })),
  code: run.error,
});
