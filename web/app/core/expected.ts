import type { ClockAction, ClockBody } from './clock-actions.js';
import type { Entry, Status } from './contract.js';

/** Names what the server has not answered yet. */
export const NOT_YET = 'not-yet';

const iso = (ms: number): string => new Date(ms).toISOString();

const begun = (now: number, category: string, note: string | null): Entry => ({
  ...{ id: NOT_YET, category, status: 'RUNNING', note, start: iso(now), end: null, breaks: [], pausedSince: null },
  ...{ overrideSeconds: null, effectiveSeconds: 0, pausedSeconds: 0, endReason: null, version: NOT_YET },
});

const resumed = (entry: Entry, now: number): Entry =>
  entry.pausedSince === null
    ? entry
    : { ...entry, status: 'RUNNING', breaks: [...entry.breaks, { start: entry.pausedSince, end: iso(now) }], pausedSince: null };

/** What counts of it is said by the server: until then what was shown last stays. */
const ended = (entry: Entry, now: number): Entry => ({ ...resumed(entry, now), status: 'ENDED_UNCONFIRMED', end: iso(now) });

/**
 * How the reader's clock will most likely stand after a change, so that it is shown at once; the server's answer takes its place, whatever that is. Null where nothing can be told.
 * @param now the server's clock, ms
 */
export function expected(status: Status, action: ClockAction, { category, note }: ClockBody, now: number): Status | null {
  const { active } = status;
  if (action === 'in')
    return active === null && category !== undefined ? { ...status, active: begun(now, category, note ?? null) } : null;
  if (active === null) return null;
  switch (action) {
    case 'out':
      return { ...status, active: null, last: ended(note === undefined ? active : { ...active, note }, now) };
    case 'pause':
      return active.pausedSince === null ? { ...status, active: { ...active, status: 'PAUSED', pausedSince: iso(now) } } : null;
    case 'resume':
      return { ...status, active: resumed(active, now) };
    case 'switch':
      return category === undefined ? null : { ...status, active: begun(now, category, note ?? null), last: ended(active, now) };
    case 'note':
      return { ...status, active: { ...active, note: note ?? null } };
  }
}
