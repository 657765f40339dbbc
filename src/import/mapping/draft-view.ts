import type { SpaceConfig } from '../../domain/space.js';
import { DRAFT_FOR_MS, type ImportDraft, type LabelUse, type PersonUse, type Question } from '../api.js';
import type { DraftState } from './draft-state.js';
import { categoryChoice, fieldsOf, labelFieldOf, personChoice } from './choices.js';

/** Labels and people that one question names. */
const ASKED_MAX = 50;

/** What is shown of a draft: the first two steps, by what the space has at this moment. */
export const draftView = (state: DraftState, config: SpaceConfig): ImportDraft => {
  const { looked, answers } = state;
  const { recognised, summary } = looked;
  const format = recognised.format ?? 'csv';
  const labelField = summary === null ? (answers.labelField ?? 'category') : labelFieldOf(format, summary, answers.labelField);
  const labels = summary === null ? [] : labelsOf(state, config, labelField);
  const people: readonly PersonUse[] = (summary?.people ?? []).map(({ name, rows, ms, userId }) => ({
    ...{ name, rows, ms },
    choice: personChoice({ name, userId }, answers),
  }));
  return {
    ...{ space: state.space, by: state.by, id: state.id, member: state.member, name: state.name, bytes: state.bytes },
    ...{ recognised, answers, labelField, labels, people, until: state.touchedAt + DRAFT_FOR_MS },
    labelFields: summary === null ? [] : fieldsOf(summary),
    questions: [...looked.questions, ...mappingQuestions(labels, people)],
    rows: summary?.rows ?? 0,
    span: summary?.span ?? null,
    problems: summary?.problems ?? { count: 0, first: [] },
  };
};

const labelsOf = (
  { looked, answers }: DraftState,
  config: SpaceConfig,
  field: ImportDraft['labelField'],
): readonly LabelUse[] => {
  const { summary } = looked;
  const uses = summary?.labels[field] ?? (summary === null ? [] : [{ name: '', rows: summary.rows, ms: summary.ms }]);
  return uses
    .filter(({ rows }) => rows > 0)
    .map(({ name: label, rows, ms }) => ({
      ...{ label, rows, ms, choice: categoryChoice(label, answers, config) },
      isSuggested: !Object.hasOwn(answers.categories, label),
    }));
};

const mappingQuestions = (labels: readonly LabelUse[], people: readonly PersonUse[]): readonly Question[] => {
  const unmapped = labels.filter(({ choice }) => choice === null).map(({ label }) => label);
  const unknown = people.filter(({ choice }) => choice === null).map(({ name }) => name);
  return [
    ...(unmapped.length === 0 ? [] : [{ about: 'categories', labels: unmapped.slice(0, ASKED_MAX) } as const]),
    ...(unknown.length === 0 ? [] : [{ about: 'people', people: unknown.slice(0, ASKED_MAX) } as const]),
  ];
};
