import type { Counting } from './counting.js';
import { splitByDay } from './day-split.js';
import type { CategoryId } from './ids.js';
import { isSameSession } from './same-session.js';
import type { Session } from './session.js';

/** An ended session enters or leaves the entries; an edit is `remove` of the old and `put` of the new. */
export interface EntryChange {
  readonly op: 'put' | 'remove';
  readonly session: Session;
}

/** A change of a day bucket: `day` as `yyyymmdd` in the way that the entry is counted, `ms` may be negative, never 0. */
export interface DayDelta {
  readonly day: string;
  readonly category: CategoryId;
  readonly ms: number;
}

export interface Accounting {
  readonly entries: readonly EntryChange[];
  /** No day and category twice. */
  readonly days: readonly DayDelta[];
}

/** A session before and after a change; null where it does not exist. */
export interface Changed {
  readonly before: Session | null;
  readonly after: Session | null;
}

const NOTHING: Accounting = { entries: [], days: [] };

/**
 * What one commit changes in the entries and day buckets of a member: of what it changes, what has ended. Both come from the same rows, so
 * totals cannot drift from entries. An entry leaves the days that it was booked on, whatever the settings say by now; `usual` (the space's way)
 * is for those that do not say how they were counted.
 */
export const account = (changes: readonly Changed[], usual: Counting): Accounting => {
  let entries: EntryChange[] | null = null;
  for (const { before, after } of changes) {
    const old = ended(before);
    const now = ended(after);
    if (old === now || (old !== null && now !== null && isSameSession(old, now))) continue;
    entries ??= [];
    if (old !== null) entries.push({ op: 'remove', session: old });
    if (now !== null) entries.push({ op: 'put', session: now });
  }
  return entries === null ? NOTHING : { entries, days: dayDeltas(entries, usual) };
};

const ended = (session: Session | null): Session | null => (session !== null && session.endedAt !== null ? session : null);

const dayDeltas = (entries: readonly EntryChange[], usual: Counting): readonly DayDelta[] => {
  const [only] = entries;
  if (entries.length === 1 && only?.op === 'put') return daysOf(only.session, usual);
  const sums = new Map<string, DayDelta>();
  for (const { op, session } of entries) {
    for (const [day, share] of splitByDay(session, session.counting ?? usual)) {
      const key = `${day} ${session.category}`;
      const ms = (sums.get(key)?.ms ?? 0) + (op === 'put' ? share : -share);
      sums.set(key, { day, category: session.category, ms });
    }
  }
  return [...sums.values()].filter((delta) => delta.ms !== 0);
};

/** Of a session that only comes in, as nearly all do. */
const daysOf = (session: Session, usual: Counting): readonly DayDelta[] => {
  const days: DayDelta[] = [];
  for (const [day, ms] of splitByDay(session, session.counting ?? usual)) days.push({ day, category: session.category, ms });
  return days;
};
