import { addDays, dayOf, startOfDay } from '../domain/calendar.js';
import { splitByDay } from '../domain/day-split.js';
import type { CategoryId, SessionId, SpaceId, UserId } from '../domain/ids.js';
import type { Session } from '../domain/session.js';
import type { ReportMember, ReportRequest } from './exports.js';
import { SeenIds } from './seen-ids.js';
import type { SpoolWriter } from './spool/write-spool.js';

/** How an entry came to be, and how many times it was corrected since. */
export interface Origin {
  readonly source: string;
  readonly edits: number;
}

/** Where entries are read. Each rejects with what the store rejects with while it is away. */
export interface EntrySource {
  /** Entries whose end lies in [from, to) ms, oldest first. */
  entries(space: SpaceId, user: UserId, from: number, to: number): Promise<readonly Session[]>;
  /** Day buckets: `yyyymmdd` -> category -> ms, for days in [from, to]. */
  days(space: SpaceId, user: UserId, from: string, to: string): Promise<ReadonlyMap<string, ReadonlyMap<CategoryId, number>>>;
  /** What the history tells of entries that began at `since` (ms) or later; of some it may tell nothing. */
  origins(space: SpaceId, user: UserId, since: number): Promise<ReadonlyMap<SessionId, Origin>>;
}

const DAY_MS = 86_400_000;
/** Entries may have been counted in other zones, and days begin later than midnight: together less than this. */
const ELSEWHERE_MS = 2 * DAY_MS;
/** Entries are found by their ends. One that began in the period mostly ends at most this long after it, ms: no limit of a session is longer. */
const LONGEST_MS = 32 * DAY_MS;
/** What is read at a time, ms: of most members a month. */
const PAGE_MS = 31 * DAY_MS;
/** Of members with very many entries less of the time is read at once: about so many, which take half a ms, so that nobody who clicks waits for them. */
const ENTRIES_AT_ONCE = 100;

/** How much of the time is read next, ms, after so much of it had so many entries. */
const nextPage = (ms: number, entries: number): number =>
  Math.min(PAGE_MS, Math.max(DAY_MS, Math.floor((ms * ENTRIES_AT_ONCE) / Math.max(entries, 1))));

type Period = Pick<ReportRequest, 'space' | 'category' | 'categoryName' | 'from' | 'to' | 'usual' | 'madeAt'>;

/**
 * Writes what a report is about into a spool: each entry that has something booked on a day of the period, by member.
 * @returns how many entries there are
 * @throws what `source` throws; the reason of `signal` when that is aborted
 */
export const collect = async (
  request: ReportRequest,
  source: EntrySource,
  spool: SpoolWriter,
  { onRows, signal }: { readonly onRows: (rows: number) => void; readonly signal: AbortSignal },
): Promise<number> => {
  let rows = 0;
  const named = new Set<CategoryId>();
  for await (const member of request.members) {
    spool.add({ kind: 'member', ...member });
    for await (const found of entriesOf(member, request, source, signal)) {
      for (const { session, ...how } of found) {
        if (!named.has(session.category)) {
          named.add(session.category);
          spool.add({ kind: 'category', id: session.category, name: request.categoryName(session.category) });
        }
        spool.add({ kind: 'entry', session, ...how });
      }
      rows += found.length;
      await spool.flush();
      onRows(rows);
    }
  }
  return rows;
};

interface Found {
  readonly session: Session;
  readonly zone: string;
  readonly dayStart: number;
  readonly days: readonly (readonly [day: string, ms: number])[];
  readonly source: string | null;
  readonly edits: number | null;
}

/** The entries of a member that have something booked on a day of the period, some at a time. */
async function* entriesOf(
  { user }: ReportMember,
  request: Period,
  source: EntrySource,
  signal: AbortSignal,
): AsyncGenerator<readonly Found[]> {
  const { space, from, to, usual, madeAt } = request;
  const start = startOfDay(from, usual.zone, usual.dayStart) - ELSEWHERE_MS;
  const end = startOfDay(addDays(to, 1), usual.zone, usual.dayStart) + ELSEWHERE_MS;
  const [booked, origins] = await Promise.all([
    bookedMs(user, request, source),
    source.origins(space.id, user, start - LONGEST_MS),
  ]);
  const seen = new SeenIds();
  let foundMs = 0;
  // What ends later than a session may last is looked for only where something is missing.
  const isEnough = (at: number): boolean => at >= end + LONGEST_MS && foundMs >= booked;
  let [at, pageMs] = [start, PAGE_MS / 4];
  while (at < Math.max(end, madeAt + DAY_MS) && !isEnough(at)) {
    const page = await source.entries(space.id, user, at, at + pageMs);
    signal.throwIfAborted();
    at += pageMs;
    pageMs = nextPage(pageMs, page.length);
    const found: Found[] = [];
    for (const session of page) {
      if (session.startedAt >= end) continue;
      const entry = within(session, request);
      // One that is moved while the pages are read might be in two of them.
      if (entry === null || !seen.add(session.id)) continue;
      foundMs += entry.ms;
      const { source: how = null, edits = null } = origins.get(session.id) ?? {};
      found.push({ session, ...entry.booking, source: how, edits });
    }
    if (found.length > 0) yield found;
  }
}

/** What the day buckets say of the period, ms: the entries that are found come to that. */
const bookedMs = async (user: UserId, { space, from, to, category }: Period, source: EntrySource): Promise<number> => {
  let sum = 0;
  for (const shares of (await source.days(space.id, user, from, to)).values())
    for (const [of, ms] of shares) if (category === null || of === category) sum += ms;
  return sum;
};

/** How an entry is booked, and what of it lies in the period; null when nothing does. One that counts nothing lies where it began. */
const within = (
  session: Session,
  { from, to, category, usual }: Period,
): { readonly booking: Pick<Found, 'zone' | 'dayStart' | 'days'>; readonly ms: number } | null => {
  if (category !== null && session.category !== category) return null;
  const counting = session.counting ?? usual;
  const { zone, dayStart } = counting;
  const split = [...splitByDay(session, counting)];
  const days = split.length > 0 ? split : [[dayOf(session.startedAt, zone, dayStart), 0] as const];
  const inside = days.filter(([day]) => day >= from && day <= to);
  if (inside.length === 0) return null;
  return { booking: { zone, dayStart, days }, ms: inside.reduce((sum, [, ms]) => sum + ms, 0) };
};
