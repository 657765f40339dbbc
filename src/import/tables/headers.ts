import { z } from 'zod';
import data from '../../../data/import-headers.json' with { type: 'json' };
import { COLUMN_ROLES, type ColumnRole, type Columns } from '../api.js';

/** Role -> language -> what programs call the column there, folded. */
const NAMES = z.record(z.enum(COLUMN_ROLES), z.record(z.string(), z.array(z.string()))).parse(data);

/** How names of columns are compared. */
export const folded = (name: string): string => name.trim().toLowerCase().replace(/\s+/g, ' ');

export interface KnownHeader {
  readonly columns: Columns;
  /** The language that most of the names are of; null where none of them is known. */
  readonly language: string | null;
}

/** What the columns of a table are by their names. The first of the names that a role has is the surest. */
export const knownColumns = (header: readonly string[]): KnownHeader => {
  const names = header.map(folded);
  const votes = new Map<string, number>();
  for (const byLanguage of Object.values(NAMES))
    for (const [language, words] of Object.entries(byLanguage))
      for (const word of words) if (names.includes(word)) votes.set(language, (votes.get(language) ?? 0) + 1);
  // English comes first where two have the same.
  const language = [...votes].reduce<readonly [string, number] | null>(
    (best, vote) => (best === null || vote[1] > best[1] ? vote : best),
    null,
  );
  const columns: Partial<Record<ColumnRole, string>> = {};
  const taken = new Set<number>();
  for (const role of COLUMN_ROLES) {
    const byLanguage = NAMES[role];
    const words = [...(byLanguage[language?.[0] ?? ''] ?? []), ...Object.values(byLanguage).flat()];
    const at = words.map((word) => names.indexOf(word)).find((place) => place >= 0 && !taken.has(place));
    if (at === undefined) continue;
    taken.add(at);
    columns[role] = header[at] ?? '';
  }
  return { columns: consistent(columns), language: language?.[0] ?? null };
};

/** `start` beside `startDate` would be said twice: dates and times in columns of their own win. */
const consistent = (columns: Columns): Columns => {
  const { start, end, ...rest } = columns;
  if (columns.startDate !== undefined && columns.startTime !== undefined) return rest;
  return { ...rest, ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
};

/** Do these columns say when time was, or at least on which day and how long? */
export const isEnough = ({ start, startDate, startTime, date, end, endTime, duration }: Columns): boolean => {
  if (start !== undefined || startTime !== undefined || startDate !== undefined)
    return end !== undefined || endTime !== undefined || duration !== undefined;
  return date !== undefined && duration !== undefined;
};
