import type { Context } from '../../core/context.js';
import type { ImportDraft, Question } from './contract.js';
import { importWords } from './words.js';

/** What a column of a table that nobody knows can be said to be. */
export const SAID_COLUMNS = ['date', 'start', 'end', 'duration', 'note', 'category', 'person'] as const;
export type SaidColumn = (typeof SAID_COLUMNS)[number];

const OF_FILE = ['format', 'columns', 'dateOrder', 'zone', 'untimed'] as const;
export type FileQuestion = (typeof OF_FILE)[number];

export const isOfFile = (about: string): about is FileQuestion => OF_FILE.some((one) => one === about);

/** What of the file itself has to be said. */
export const askedOfFile = ({ questions }: Pick<ImportDraft, 'questions'>): readonly FileQuestion[] =>
  questions.flatMap(({ about }) => (isOfFile(about) ? [about] : []));

/** What can be said otherwise than it was, though nothing asks for it. */
export const adjustable = (draft: ImportDraft): readonly FileQuestion[] => {
  const { recognised, said } = draft;
  const asked = askedOfFile(draft);
  const isTable = recognised.format === 'csv' && recognised.header.length > 0;
  const offered: readonly (readonly [FileQuestion, boolean])[] = [
    ['columns', isTable],
    ['dateOrder', said.dateOrder !== null],
    ['zone', !recognised.hasOffsets && (said.zone ?? recognised.zone) !== null],
    ['untimed', said.untimed !== null],
  ];
  return offered.flatMap(([about, isOffered]) => (isOffered && !asked.includes(about) ? [about] : []));
};

/** Times of the day that untimed rows may begin at, minutes after midnight. */
const BEGINNINGS = [420, 480, 540, 600];
const MINUTE = 60_000;

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export const untimedChoices = (context: Context): readonly Choice[] => {
  const say = importWords(context);
  return [
    ...BEGINNINGS.map((minutes) => ({
      value: String(minutes),
      label: say('untimed.from', { time: context.format.clock(minutes * MINUTE, 'UTC') }),
    })),
    { value: 'untimed', label: say('untimed.untimed') },
    { value: 'skip', label: say('untimed.skip') },
  ];
};

/** What such a choice says to the server. */
export const untimedOf = (value: string): NonNullable<ImportDraft['said']['untimed']> =>
  value === 'untimed' || value === 'skip' ? { kind: value } : { kind: 'from', minutes: Number(value) };

export const untimedValue = (untimed: ImportDraft['said']['untimed']): string =>
  untimed === null ? '' : untimed.kind === 'from' ? String(untimed.minutes) : untimed.kind;

/** What is asked, in a sentence. */
export const questionText = (question: Question, context: Context, rows: (count: number) => string): string => {
  const say = importWords(context);
  switch (question.about) {
    case 'dateOrder':
      return say('asks.dateOrder', { example: question.example }).replaceAll('`', '');
    case 'untimed':
      return say('asks.untimed', { rows: rows(question.rows) });
    case 'shifted': {
      const hours = question.hours.map((hour) => context.format.number(hour, Number.isInteger(hour) ? 0 : 2));
      return say('asks.shifted', { rows: rows(question.rows), hours: hours.join(', ') });
    }
    case 'format':
    case 'columns':
    case 'zone':
      return say(`asks.${question.about}`);
    case 'categories':
      return say('choose.category');
    case 'people':
      return say('choose.member');
  }
};
