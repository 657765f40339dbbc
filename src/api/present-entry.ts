import { createHash } from 'node:crypto';
import { effectiveMs, pausedMs } from '../domain/effective.js';
import { categoryId, type SpaceId, type UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { Status as EngineStatus } from '../engine/api.js';
import type { Totals } from '../engine/store.js';
import { dayText, momentText, secondsOf } from './present.js';
import type { Entry, Status } from './schemas/time.js';

/** Names what an entry says now: each change of it makes another one. */
export const versionOf = (session: Session): string => {
  const { id, category, status, note, startedAt, pauses, pausedSince, endedAt, endReason, overrideMs } = session;
  const breaks = pauses.map(({ start, end }) => [start, end]);
  const all = JSON.stringify([id, category, status, note, startedAt, breaks, pausedSince, endedAt, endReason, overrideMs]);
  return createHash('sha256').update(all).digest('base64url').slice(0, 16);
};

/** An entry as the API shows it; `now` (ms) counts for one that is on the clock. */
export const shownEntry = (session: Session, now: number): Entry => ({
  id: session.id,
  category: session.category,
  status: session.status,
  note: session.note,
  start: momentText(session.startedAt),
  end: session.endedAt === null ? null : momentText(session.endedAt),
  breaks: session.pauses.map(({ start, end }) => ({ start: momentText(start), end: momentText(end) })),
  pausedSince: session.pausedSince === null ? null : momentText(session.pausedSince),
  overrideSeconds: session.overrideMs === null ? null : secondsOf(session.overrideMs),
  effectiveSeconds: secondsOf(effectiveMs(session, now)),
  pausedSeconds: secondsOf(pausedMs(session, now)),
  endReason: session.endReason,
  version: versionOf(session),
});

const shares = (byCategory: Readonly<Record<string, number>>) =>
  Object.entries(byCategory)
    .filter(([, ms]) => ms > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([category, ms]) => ({ category: categoryId(category), seconds: secondsOf(ms) }));

const shownTotals = ({ day, today, week, month }: Totals) => ({
  day: dayText(day),
  today: shares(today),
  week: shares(week),
  month: shares(month),
});

/** A member's status as the API shows it. `now` in ms. */
export const shownStatus = (
  { space, user }: { readonly space: SpaceId; readonly user: UserId },
  { state, totals, possiblyStale }: EngineStatus,
  now: number,
): Status => ({
  ...{ space, user, possiblyStale, now: momentText(now), version: String(state.version) },
  active: state.active && shownEntry(state.active, Math.max(now, state.active.startedAt)),
  last: state.last && shownEntry(state.last, now),
  totals: totals && shownTotals(totals),
});
