import { addDays, dayOf, startOfDay } from '../../../domain/calendar.js';
import { countingOf } from '../../../domain/counting.js';
import { splitByDay } from '../../../domain/day-split.js';
import type { UserId } from '../../../domain/ids.js';
import type { Session } from '../../../domain/session.js';
import type { SpaceSettings } from '../../../domain/space.js';
import type { LedgerRow } from '../../../engine/ledger/kinds/index.js';

/** A day is written so long after its end, ms: whoever clocks out at midnight is in it. */
export const AFTER_MIDNIGHT_MS = 600_000;

type Days = Pick<SpaceSettings, 'timeZone' | 'dayStart' | 'dayBoundary'>;

/** When the page of a day is written, ms. */
export const writtenAt = (day: string, { timeZone, dayStart }: Days): number =>
  startOfDay(addDays(day, 1), timeZone, dayStart) + AFTER_MIDNIGHT_MS;

/** When the next day is over, ms. */
export const nextDayEnd = (now: number, settings: Days): number => {
  const today = dayOf(now, settings.timeZone, settings.dayStart);
  const yesterday = writtenAt(addDays(today, -1), settings);
  return yesterday > now ? yesterday : writtenAt(today, settings);
};

const hasEnded = ({ endedAt }: Session): boolean => endedAt !== null;

/** Days, `yyyymmdd`, that an ended session is booked on. */
export const daysOf = (session: Session | null, settings: Days): readonly string[] =>
  session === null || !hasEnded(session) ? [] : [...splitByDay(session, session.counting ?? countingOf(settings)).keys()];

/** Days of members that rows of the ledger changed, with the newest version of each member; none before `since` (ms). */
export const changedDays = (
  rows: readonly LedgerRow[],
  settings: Days,
  since: number,
): ReadonlyMap<UserId, { readonly days: ReadonlySet<string>; readonly version: number }> => {
  const first = dayOf(since, settings.timeZone, settings.dayStart);
  const changed = new Map<UserId, { days: Set<string>; version: number }>();
  for (const row of rows) {
    if (row.kind !== 'entry') continue;
    const days = [...daysOf(row.before, settings), ...daysOf(row.after, settings)].filter((day) => day >= first);
    if (days.length === 0) continue;
    const known = changed.get(row.user) ?? { days: new Set<string>(), version: row.version };
    for (const day of days) known.days.add(day);
    changed.set(row.user, { ...known, version: Math.max(known.version, row.version) });
  }
  return changed;
};
