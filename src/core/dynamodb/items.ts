import { z } from 'zod';
import { fittingNote, flatRow, type FlatRow } from '../flat/row.js';
import { KEY, type Item } from './table.js';

/** Dirt of files that came from elsewhere, such as a carriage return, stands around values and never in them. */
const Text = z.object({ S: z.string() }).transform(({ S }) => S.trim());
const Amount = z
  .union([z.object({ N: z.string() }), z.object({ S: z.string() }).transform(({ S }) => ({ N: S }))])
  .transform(({ N }, context) => {
    const amount = Number(N.trim());
    if (N.trim() !== '' && Number.isFinite(amount)) return amount;
    context.addIssue({ code: 'custom', message: `"${N}" is no number` });
    return z.NEVER;
  });
const Moment = Text.transform((text, context) => {
  const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : NaN;
  if (Number.isFinite(moment)) return moment;
  context.addIssue({ code: 'custom', message: `"${text}" is no moment with an offset` });
  return z.NEVER;
});

const FlatItem = z.object({
  [KEY]: Text,
  activity_type: Text.optional(),
  start: Moment,
  end: Moment.optional(),
  duration: Amount.optional(),
  description: Text.optional(),
});

/** An item as the flat interface has it. */
export interface ReadItem {
  readonly row: FlatRow;
  readonly isCut: boolean;
}

/** What an item says, or a sentence that says why it is no row. */
export const rowOf = (item: Item): ReadItem | string => {
  const parsed = FlatItem.safeParse(item);
  if (!parsed.success)
    return parsed.error.issues
      .map(({ path, message }) => `${path[0] === undefined ? '' : `${String(path[0])}: `}${message}`)
      .join('; ');
  const { [KEY]: key, start, end: said, duration, description = '' } = parsed.data;
  // Where the end is missing, the duration tells it; where both are there, the end wins.
  const end = said ?? (duration === undefined ? null : start + Math.round(duration * 3_600_000));
  if (end === null) return 'has neither an end nor a duration';
  if (end <= start) return 'ends before it starts, or at once';
  const activity = parsed.data.activity_type ?? activityIn(key);
  if (activity === '') return 'has no activity';
  const { note, isCut } = fittingNote(description);
  const row = flatRow(activity, { start, end }, note);
  // As it is stated, so that a difference is seen and told.
  return { row: duration === undefined ? row : { ...row, duration }, isCut };
};

/** `Two words_2024-05-31T12:57:09Z_2024-05-31T16:54:30Z`. */
const activityIn = (key: string): string => /^(.*)_\d{4}-\d\d-\d\dT[^_]*_[^_]*$/.exec(key)?.[1] ?? '';

/** The other way round, as such tables hold it. */
export const itemOf = ({ duration, ...texts }: FlatRow): Item => ({
  ...Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }])),
  duration: { N: String(duration) },
});
