import { isDeepStrictEqual } from 'node:util';
import { splitByDay } from '../../../src/domain/day-split.js';
import { userId, type SpaceId } from '../../../src/domain/ids.js';
import type { MemberState, Session } from '../../../src/domain/session.js';
import type { Store } from '../../../src/engine/store.js';
import { checkVersions, foldLedger, type Row, type Told } from './ledger.js';

type Buckets = ReadonlyMap<string, number>;

/** `yyyymmdd category` -> ms of these sessions, each in the way that it was counted. */
const bucketsOf = (sessions: Iterable<Session>): Buckets => {
  const buckets = new Map<string, number>();
  for (const session of sessions)
    for (const [day, ms] of session.counting === null ? [] : splitByDay(session, session.counting)) {
      const key = `${day} ${session.category}`;
      if (ms !== 0) buckets.set(key, (buckets.get(key) ?? 0) + ms);
    }
  return buckets;
};

const storedBuckets = async (store: Store, space: SpaceId, user: string): Promise<Buckets> => {
  const days = await store.days(space, userId(user), '00000000', '99999999');
  const flat = [...days].flatMap(([day, categories]) =>
    [...categories].map(([category, ms]) => [`${day} ${category}`, ms] as const),
  );
  return new Map(flat.filter(([, ms]) => ms !== 0));
};

const sorted = (buckets: Buckets): readonly (readonly [string, number])[] => [...buckets].sort(([a], [b]) => a.localeCompare(b));

const checkState = (user: string, rows: readonly Row[], { active, ended }: Told, state: MemberState): string[] => {
  const problems: string[] = [];
  const version = rows.at(-1)?.version ?? 0;
  if (state.version !== version) problems.push(`${user}: state is at version ${state.version}, the ledger at ${version}`);
  if (!isDeepStrictEqual(state.active === null ? [] : [state.active], active))
    problems.push(`${user}: the state's session is not what the ledger says: ${active.length} are active there`);
  if (state.last !== null && !isDeepStrictEqual(ended.get(state.last.id), state.last))
    problems.push(`${user}: the state's last session is not what the ledger says`);
  return problems;
};

/** The newest changes of entries that pages of the history show. Before them there may be many that were refused, or are of documents. */
const newestChanges = async (store: Store, space: SpaceId, user: string): Promise<readonly Row[]> => {
  for (let from: number | undefined; ;) {
    const { records, next } = await store.history(space, userId(user), from, 20);
    const changes = records.filter((row) => row.kind === 'entry');
    if (changes.length > 0 || next === null) return changes;
    from = next;
  }
};

/** What a page of history shows is the end of the ledger, backwards. */
const checkHistory = async (store: Store, space: SpaceId, user: string, rows: readonly Row[]): Promise<string[]> => {
  const changes = await newestChanges(store, space, user);
  const expected = rows.slice(rows.length - changes.length).toReversed();
  const isShort = changes.length < Math.min(rows.length, 1);
  if (!isShort && isDeepStrictEqual(changes, expected)) return [];
  const told = (some: readonly Row[]): string => some.map(({ id, version }) => `${String(version)} ${id}`).join(', ');
  return [`${user}: the history is not the end of the ledger: ${told(changes)} instead of ${told(expected)}`];
};

/** Ledger = state = entries = day buckets, to the millisecond; the history is what the ledger says. */
export const checkMember = async (
  store: Store,
  space: SpaceId,
  user: string,
  rows: readonly Row[],
): Promise<{ readonly state: MemberState; readonly entries: readonly Session[]; readonly problems: readonly string[] }> => {
  const [state, entries, buckets] = await Promise.all([
    store.load(space, userId(user)),
    store.entries(space, userId(user), 0, Number.MAX_SAFE_INTEGER),
    storedBuckets(store, space, user),
  ]);
  const told = foldLedger(user, rows);
  const { ended } = told;
  const problems = [...checkVersions(user, rows), ...told.problems, ...checkState(user, rows, told, state)];
  problems.push(...(await checkHistory(store, space, user, rows)));
  const stored = new Map(entries.map((session) => [session.id as string, session]));
  if (stored.size !== entries.length) problems.push(`${user}: an entry is there twice`);
  for (const id of new Set([...ended.keys(), ...stored.keys()]))
    if (!isDeepStrictEqual(ended.get(id), stored.get(id)))
      problems.push(`${user}: session ${id} differs between ledger and entries`);
  for (const { id, counting } of entries)
    if (counting === null) problems.push(`${user}: nobody knows how entry ${id} was counted`);
  const [expected, actual] = [sorted(bucketsOf(stored.values())), sorted(buckets)];
  if (!isDeepStrictEqual(expected, actual))
    problems.push(`${user}: entries make ${JSON.stringify(expected)}, day buckets are ${JSON.stringify(actual)}`);
  return { state, entries, problems };
};
