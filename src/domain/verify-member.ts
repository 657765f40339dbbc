import type { Changed } from './accounting.js';
import type { Counting } from './counting.js';
import { splitByDay } from './day-split.js';
import type { CategoryId, SessionId } from './ids.js';
import { isSameSession } from './same-session.js';
import type { Session } from './session.js';

/** Everything that is stored of a member's time. */
export interface StoredTime {
  readonly active: Session | null;
  /** All ended sessions. */
  readonly entries: readonly Session[];
  /** `yyyymmdd` -> category -> ms */
  readonly days: ReadonlyMap<string, ReadonlyMap<CategoryId, number>>;
  /** All changes that the ledger tells of, oldest first. Null: they cannot be followed, as after a restore over something newer. */
  readonly changes: readonly Changed[] | null;
}

/** Two places of what is stored that do not agree. */
export type Difference =
  /** Time of a day and category, ms: as the entries say, and as the total says. */
  | {
      readonly kind: 'total';
      readonly day: string;
      readonly category: CategoryId;
      readonly fromEntries: number;
      readonly stored: number;
    }
  /** A session: as the ledger says, and as it is stored; null where it does not exist. */
  | {
      readonly kind: 'session';
      readonly session: SessionId;
      readonly fromLedger: Session | null;
      readonly stored: Session | null;
    }
  /** An entry is stored more than once. */
  | { readonly kind: 'twice'; readonly session: SessionId }
  /** A change of the ledger begins with another session than the one before it has left. */
  | { readonly kind: 'gap'; readonly session: SessionId };

/**
 * Recomputes totals from entries, and entries and the active session from the ledger, and answers what differs: nothing, as long as all is well.
 * @param usual how the space counts, for entries that do not say how they were counted
 */
export const verifyMember = (time: StoredTime, usual: Counting): readonly Difference[] => [
  ...twice(time.entries),
  ...totalDifferences(time, usual),
  ...(time.changes === null ? [] : ledgerDifferences(time, time.changes)),
];

const twice = (entries: readonly Session[]): readonly Difference[] => {
  const seen = new Set<SessionId>();
  return entries.flatMap(({ id }): readonly Difference[] => {
    const isSecond = seen.has(id);
    seen.add(id);
    return isSecond ? [{ kind: 'twice', session: id }] : [];
  });
};

interface Sum {
  readonly day: string;
  readonly category: CategoryId;
  fromEntries: number;
  stored: number;
}

const totalDifferences = ({ entries, days }: StoredTime, usual: Counting): readonly Difference[] => {
  const sums = new Map<string, Sum>();
  const sumOf = (day: string, category: CategoryId): Sum => {
    const key = `${day} ${category}`;
    const found = sums.get(key) ?? { day, category, fromEntries: 0, stored: 0 };
    sums.set(key, found);
    return found;
  };
  for (const session of entries)
    for (const [day, ms] of splitByDay(session, session.counting ?? usual)) sumOf(day, session.category).fromEntries += ms;
  for (const [day, categories] of days) for (const [category, ms] of categories) sumOf(day, category).stored += ms;
  return [...sums.values()]
    .filter(({ fromEntries, stored }) => fromEntries !== stored)
    .map((sum) => ({ kind: 'total' as const, ...sum }))
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.category < b.category ? -1 : 1));
};

const isSame = (a: Session | null, b: Session | null): boolean => a === b || (a !== null && b !== null && isSameSession(a, b));

const ledgerDifferences = ({ active, entries }: StoredTime, changes: readonly Changed[]): readonly Difference[] => {
  const told = new Map<SessionId, Session>();
  const gaps = new Set<SessionId>();
  for (const { before, after } of changes) {
    const id = (after ?? before)?.id;
    if (id === undefined) continue;
    if (!isSame(told.get(id) ?? null, before)) gaps.add(id);
    if (after === null) told.delete(id);
    else told.set(id, after);
  }
  const stored = new Map(entries.map((session) => [session.id, session]));
  if (active !== null) stored.set(active.id, active);
  const ids = [...new Set([...told.keys(), ...stored.keys()])];
  return [
    ...[...gaps].map((session) => ({ kind: 'gap' as const, session })),
    ...ids
      .map((session) => ({
        kind: 'session' as const,
        session,
        fromLedger: told.get(session) ?? null,
        stored: stored.get(session) ?? null,
      }))
      .filter(({ fromLedger, stored: held }) => !isSame(fromLedger, held)),
  ];
};
