import type { Entry } from '../../core/contract.js';

/** [from, to) in ms. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const startOf = (entry: Entry): number => Date.parse(entry.start);
const byStart = (a: Entry, b: Entry): number => startOf(a) - startOf(b) || a.id.localeCompare(b.id);

/** Does any of the entry lie in the range? What runs has no end yet. */
export const touches = (entry: Entry, { from, to }: Range): boolean =>
  startOf(entry) < to && (entry.end === null || Date.parse(entry.end) > from || startOf(entry) >= from);

/** The entries of a range with one that was added or changed: in its place, or gone from the list when it has left the range. */
export const withEntry = (entries: readonly Entry[], entry: Entry, range: Range): readonly Entry[] => {
  const others = without(entries, entry.id);
  return touches(entry, range) ? [...others, entry].sort(byStart) : others;
};

export const without = (entries: readonly Entry[], id: string): readonly Entry[] => entries.filter((entry) => entry.id !== id);

/**
 * What was loaded, with the entry that is on the clock: it ends in no range, so a list of what has ended may not have it, and one that was loaded a moment
 * ago may hold it as it was.
 */
export const withActive = (entries: readonly Entry[], active: Entry | null, range: Range): readonly Entry[] => {
  const ended = entries.filter((entry) => entry.end !== null || entry.id === active?.id);
  return active === null ? ended : withEntry(ended, active, range);
};
