import { fittingNote, flatRow, type FlatRow } from '../flat/row.js';
import type { Interval } from './export.js';

export interface Rows {
  readonly rows: readonly FlatRow[];
  /** How many are not over: they go with a later upload, since what they come to is not known yet. */
  readonly running: number;
  /** How many descriptions were too long, and are cut. */
  readonly cut: number;
}

/**
 * @param activities tags that name activities, the most telling first; an interval without any of them is of its first tag
 * @param untagged the activity of intervals without tags
 */
export const rowsOf = (
  intervals: readonly Interval[],
  { activities, untagged }: { readonly activities: readonly string[]; readonly untagged: string },
): Rows => {
  const over = intervals.flatMap(({ start, end, tags, annotation }) => {
    // Nothing was measured, and nothing is wrong with it.
    if (end === null || end <= start) return [];
    const activity = activities.find((name) => tags.includes(name)) ?? tags[0] ?? untagged;
    const others = tags.filter((tag) => tag !== activity).join(', ');
    const { note, isCut } = fittingNote(describe(annotation, others));
    return [{ row: flatRow(activity, { start, end }, note), isCut }];
  });
  return {
    rows: over.map(({ row }) => row),
    running: intervals.filter(({ end }) => end === null).length,
    cut: over.filter(({ isCut }) => isCut).length,
  };
};

/** The flat model has one field for what Timewarrior has two of. */
const describe = (annotation: string, others: string): string => {
  if (annotation === '') return others;
  return others === '' ? annotation : `${annotation} (${others})`;
};
