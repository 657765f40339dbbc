import type { z } from 'zod';
import type { FeedSession } from '../../../../src/api/schemas/feed.js';
import type { HistoryRow as Schema } from '../../../../src/api/schemas/manage.js';
import { isAppKey, type AppKey, type Translate } from '../../i18n.js';

/** A row of the history. */
export type HistoryRow = z.output<typeof Schema>;

/** What of an entry may change, as one line each. */
export interface Change {
  readonly part: 'category' | 'start' | 'end' | 'breaks' | 'counted' | 'note' | 'status';
  readonly before: FeedSession | null;
  readonly after: FeedSession | null;
}

const keyOf = (part: Change['part'], entry: FeedSession): unknown => {
  switch (part) {
    case 'counted':
      return entry.overrideSeconds;
    default:
      return entry[part];
  }
};
const PARTS = ['category', 'start', 'end', 'breaks', 'counted', 'note', 'status'] as const;

/** An entry as the history has it; null for rows about something else. */
const entryOf = (side: unknown): FeedSession | null => (typeof side === 'object' && side !== null ? (side as FeedSession) : null);

/** The parts of an entry that a row changes; none where it began or was deleted, since all of it is new or gone. */
export function changesOf(row: HistoryRow): readonly Change[] {
  const [before, after] = [entryOf(row.before), entryOf(row.after)];
  if (before === null || after === null) return [];
  return PARTS.filter((part) => JSON.stringify(keyOf(part, before)) !== JSON.stringify(keyOf(part, after))).map((part) => ({
    part,
    before,
    after,
  }));
}

/** The entry that a row is about: as it is afterwards, or as it was when it was deleted. */
export const subjectOf = (row: HistoryRow): FeedSession | null => entryOf(row.after) ?? entryOf(row.before);

const keyFor = (prefix: string, word: string): AppKey | null => {
  const key = `${prefix}.${word}`;
  return isAppKey(key) ? key : null;
};

/** `approval-requests` is named by `approvalRequests`. */
const wordOf = (document: string): string => document.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** What happened, in words; of what a newer version knows only that it did, with the history's own name. */
export function eventText({ event, document }: HistoryRow, t: Translate): string {
  const known = keyFor('audit.event', event) ?? (document === null ? null : keyFor('audit.document', wordOf(document)));
  return known === null ? t('audit.other', { name: event }) : t(known);
}

/** From where it came. */
export function sourceText({ source }: HistoryRow, t: Translate): string {
  const known = keyFor('audit.source', source);
  return known === null ? source : t(known);
}

/** A value of a document as short text. */
export const valueText = (value: unknown): string => {
  const text = value === undefined ? '–' : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
};
