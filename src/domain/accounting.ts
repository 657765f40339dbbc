import { splitByDay } from './day-split.js';
import type { CategoryId, SessionId } from './ids.js';
import type { MemberState, Session } from './session.js';

/** An ended session enters or leaves the entries; an edit is `remove` of the old and `put` of the new. */
export interface EntryChange {
  readonly op: 'put' | 'remove';
  readonly session: Session;
}

/** A change of a day bucket: `day` as `yyyymmdd` in the space's zone, `ms` may be negative, never 0. */
export interface DayDelta {
  readonly day: string;
  readonly category: CategoryId;
  readonly ms: number;
}

export interface Accounting {
  readonly entries: readonly EntryChange[];
  readonly days: readonly DayDelta[];
}

/**
 * What one commit (one command) changes in the entries and day buckets of a member. Both come from the same pair of states, so totals
 * cannot drift from entries. `zone` has to be the one that the entry was counted in before.
 * A last session that a newer one displaces stays an entry.
 */
export const account = (before: MemberState, after: MemberState, zone: string): Accounting => {
  const active = accountChange(before, after.active, zone);
  const last = accountChange(before, after.last, zone);
  if (active === NOTHING) return last;
  if (last === NOTHING) return active;
  return { entries: [...active.entries, ...last.entries], days: [...active.days, ...last.days] };
};

const accountChange = (before: MemberState, session: Session | null, zone: string): Accounting =>
  session === null ? NOTHING : accountSession(sessionOf(before, session.id), session, zone);

/** The same for one session before and after a change; null where it did not exist, or exists no more. Only ended ones count. */
export const accountSession = (before: Session | null, after: Session | null, zone: string): Accounting => {
  const old = ended(before);
  const now = ended(after);
  if (old === now || (old !== null && now !== null && isSame(old, now))) return NOTHING;
  const entries: EntryChange[] = [];
  if (old !== null) entries.push({ op: 'remove', session: old });
  if (now !== null) entries.push({ op: 'put', session: now });
  return { entries, days: dayDeltas(entries, zone) };
};

const NOTHING: Accounting = { entries: [], days: [] };

const sessionOf = ({ active, last }: MemberState, id: SessionId): Session | null =>
  active?.id === id ? active : last?.id === id ? last : null;

const ended = (session: Session | null): Session | null => (session !== null && session.endedAt !== null ? session : null);

const dayDeltas = (entries: readonly EntryChange[], zone: string): readonly DayDelta[] => {
  const [only] = entries;
  if (entries.length === 1 && only?.op === 'put') return daysOf(only.session, zone);
  const sums = new Map<string, DayDelta>();
  for (const { op, session } of entries) {
    for (const [day, share] of splitByDay(session, zone)) {
      const key = `${day} ${session.category}`;
      const ms = (sums.get(key)?.ms ?? 0) + (op === 'put' ? share : -share);
      sums.set(key, { day, category: session.category, ms });
    }
  }
  return [...sums.values()].filter((delta) => delta.ms !== 0);
};

/** Of a session that only comes in, as nearly all do. */
const daysOf = (session: Session, zone: string): readonly DayDelta[] => {
  const days: DayDelta[] = [];
  for (const [day, ms] of splitByDay(session, zone)) days.push({ day, category: session.category, ms });
  return days;
};

const isSame = (a: Session, b: Session): boolean =>
  a.category === b.category &&
  a.status === b.status &&
  a.note === b.note &&
  a.startedAt === b.startedAt &&
  a.endedAt === b.endedAt &&
  a.endReason === b.endReason &&
  a.overrideMs === b.overrideMs &&
  a.pauses.length === b.pauses.length &&
  a.pauses.every((pause, index) => pause.start === b.pauses[index]?.start && pause.end === b.pauses[index].end);
