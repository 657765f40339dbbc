import { effectiveMs } from '../../../src/domain/effective.js';
import { categoryId, sessionId } from '../../../src/domain/ids.js';
import type { Interval, Session } from '../../../src/domain/session.js';
import type { Entry } from './contract.js';

/** What the rules of the house are asked with: an entry of the API as the domain knows it, moments in ms. */
export const toSession = (entry: Entry): Session => ({
  id: sessionId(entry.id),
  category: categoryId(entry.category),
  status: entry.status,
  note: entry.note,
  startedAt: Date.parse(entry.start),
  pauses: entry.breaks.map(({ start, end }): Interval => ({ start: Date.parse(start), end: Date.parse(end) })),
  pausedSince: entry.pausedSince === null ? null : Date.parse(entry.pausedSince),
  endedAt: entry.end === null ? null : Date.parse(entry.end),
  endReason: null,
  overrideMs: entry.overrideSeconds === null ? null : entry.overrideSeconds * 1000,
  counting: null,
});

/** What counts of an entry up to a moment, ms. */
export const countedMs = (entry: Entry, until: number): number => {
  const session = toSession(entry);
  return effectiveMs(session, Math.max(session.startedAt, until));
};

export const isoOf = (ms: number): string => new Date(ms).toISOString();
