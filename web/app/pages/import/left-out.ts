import type { Context } from '../../core/context.js';
import type { ImportPreview } from './contract.js';
import { problemText } from './recognised.js';
import { countText, importWords } from './words.js';

/** Rows of one kind: how many there are, and some of them. */
export interface Group {
  readonly text: string;
  readonly lines: readonly string[];
  /** How many more there are than the lines tell. */
  readonly more: number;
}

interface Some<T> {
  readonly count: number;
  readonly first: readonly T[];
}
type Beside = ImportPreview['duplicates']['first'][number];

const REFUSALS = [
  'CAPABILITY_MISSING',
  'SELF_EDIT_TOO_FAR_BACK',
  'SELF_EDIT_NO_ADDING',
  'CATEGORY_ROLE_REQUIRED',
  'MEMBER_SUSPENDED',
  'MEMBER_SUSPENDED_UNTIL',
] as const;

/** Rows that are not stored, and those that something is remarked about: each kind with its first rows, and why. */
export const leftOutGroups = (preview: ImportPreview, context: Context): readonly Group[] => {
  const say = importWords(context);
  const { format, zone } = context;
  const moment = (text: string): string => format.moment(Date.parse(text), zone);
  const rows = (count: number): string => countText('rows', count, context);
  const group = <T>(text: string, { count, first }: Some<T>, line: (one: T) => string): readonly Group[] =>
    count === 0 ? [] : [{ text, lines: first.map(line), more: count - first.length }];
  const alone = (text: string, count: number): readonly Group[] => group(text, { count, first: [] }, String);
  const at = (row: number, rest: string): string => `${say('row', { n: row })}: ${rest}`;
  const beside = ({ row, start, end }: Beside): string => at(row, `${moment(start)} – ${moment(end)}`);
  const numbered = (row: number): string => say('row', { n: row });
  const refusal = (code: string): string => {
    const known = REFUSALS.find((one) => one === code);
    return known === undefined ? code : say(`refusals.${known}`);
  };
  const { duplicates, overlaps, shifted, problems, refused, open, remarks } = preview;
  const overlapsKey = preview.overlapsStored ? 'overlapsStored' : 'notStored.overlaps';
  return [
    ...group(say('notStored.duplicates', { rows: rows(duplicates.count) }), duplicates, beside),
    ...group(say(overlapsKey, { rows: rows(overlaps.count) }), overlaps, beside),
    ...group(say('notStored.shifted', { rows: rows(shifted.count) }), shifted, beside),
    ...group(say('notStored.problems', { rows: rows(problems.count) }), problems, (one) => problemText(one, context)),
    ...group(say('notStored.refused', { rows: rows(refused.count) }), refused, ({ row, code }) => at(row, refusal(code))),
    ...group(say('notStored.open', { rows: rows(open.count) }), open, ({ row, start }) => at(row, moment(start))),
    ...alone(say('notStored.ignored', { rows: rows(preview.ignored) }), preview.ignored),
    ...alone(say('notStored.untimed', { rows: rows(preview.untimedSkipped) }), preview.untimedSkipped),
    ...group(say('remarks.twice', { rows: rows(remarks.twice.count) }), remarks.twice, numbered),
    ...group(say('remarks.never', { rows: rows(remarks.never.count) }), remarks.never, numbered),
    ...group(say('remarks.breaksAtEnd', { rows: rows(remarks.breaksAtEnd.count) }), remarks.breaksAtEnd, numbered),
    ...group(say('remarks.notesCut', { rows: rows(remarks.notesCut.count) }), remarks.notesCut, numbered),
  ];
};
