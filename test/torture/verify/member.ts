import { isDeepStrictEqual } from 'node:util';
import { midnightsOf } from '../../../src/domain/counting.js';
import { splitByDay } from '../../../src/domain/day-split.js';
import { userId, type SpaceId } from '../../../src/domain/ids.js';
import type { MemberState, Session } from '../../../src/domain/session.js';
import type { Store } from '../../../src/engine/store.js';
import { checkVersions, endedSessions, type Row } from './ledger.js';

type Buckets = ReadonlyMap<string, number>;

/** `yyyymmdd category` -> ms of these sessions. */
const bucketsOf = (sessions: Iterable<Session>, zone: string): Buckets => {
  const buckets = new Map<string, number>();
  for (const session of sessions)
    for (const [day, ms] of splitByDay(session, session.counting ?? midnightsOf(zone))) {
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

const checkState = (user: string, rows: readonly Row[], state: MemberState): string[] => {
  const problems: string[] = [];
  const last = rows.at(-1);
  if (state.version !== (last?.version ?? 0))
    problems.push(`${user}: state is at version ${state.version}, the ledger at ${last?.version ?? 0}`);
  const open =
    rows.filter(({ event }) => event === 'clockedIn').length - rows.filter(({ event }) => event === 'clockedOut').length;
  if (open !== (state.active === null ? 0 : 1)) problems.push(`${user}: ins and outs do not fit the state`);
  if (state.active !== null && last?.after !== undefined && !isDeepStrictEqual(state.active, last.after))
    problems.push(`${user}: the state's session is not the ledger's last`);
  return problems;
};

/** Ledger = state = entries = day buckets, to the millisecond. */
export const checkMember = async (
  store: Store,
  space: SpaceId,
  user: string,
  rows: readonly Row[],
  zone: string,
): Promise<{ readonly state: MemberState; readonly entries: readonly Session[]; readonly problems: readonly string[] }> => {
  const [state, entries, buckets] = await Promise.all([
    store.load(space, userId(user)),
    store.entries(space, userId(user), 0, Number.MAX_SAFE_INTEGER),
    storedBuckets(store, space, user),
  ]);
  const problems = [...checkVersions(user, rows), ...checkState(user, rows, state)];
  const ended = endedSessions(rows);
  const stored = new Map(entries.map((session) => [session.id as string, session]));
  if (stored.size !== entries.length) problems.push(`${user}: an entry is there twice`);
  for (const id of new Set([...ended.keys(), ...stored.keys()]))
    if (!isDeepStrictEqual(ended.get(id), stored.get(id)))
      problems.push(`${user}: session ${id} differs between ledger and entries`);
  const [expected, actual] = [sorted(bucketsOf(stored.values(), zone)), sorted(buckets)];
  if (!isDeepStrictEqual(expected, actual))
    problems.push(`${user}: entries make ${JSON.stringify(expected)}, day buckets are ${JSON.stringify(actual)}`);
  return { state, entries, problems };
};
