import type { Shown } from './contract.js';

/** What of an entry a request may change, in the order in which it is shown. */
export const PARTS = ['category', 'start', 'end', 'breaks', 'counted', 'note'] as const;
export type Part = (typeof PARTS)[number];

/** What is compared of a part: the same text means the same value. */
const keyOf = (part: Part, entry: Shown): string => {
  switch (part) {
    case 'category':
      return entry.category;
    case 'start':
      return String(Date.parse(entry.start));
    case 'end':
      return entry.end === null ? '' : String(Date.parse(entry.end));
    case 'breaks':
      return JSON.stringify(entry.breaks.map(({ start, end }) => [Date.parse(start), Date.parse(end)]));
    case 'counted':
      return String(entry.effectiveSeconds);
    case 'note':
      return entry.note ?? '';
  }
};

export interface Difference {
  readonly part: Part;
  readonly isChanged: boolean;
}

/**
 * The parts of an entry that are worth showing, and which of them a request changes. Of an entry that is new or would be deleted nothing is marked,
 * since all of it is. Breaks and notes that are empty before and after are left out.
 */
export function differences(before: Shown | null, after: Shown | null): readonly Difference[] {
  const both = [before, after].filter((entry) => entry !== null);
  return PARTS.flatMap((part) => {
    const isEmpty = both.every((entry) =>
      part === 'breaks' ? entry.breaks.length === 0 : part === 'note' && entry.note === null,
    );
    if ((part === 'breaks' || part === 'note') && isEmpty) return [];
    const isChanged = before !== null && after !== null && keyOf(part, before) !== keyOf(part, after);
    return [{ part, isChanged }];
  });
}
