import type { Metrics } from '../../domain/ports.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import type { CachedStore, Commit, CommitOutcome, Totals, TotalsPeriod } from '../store.js';
import type { Days, StoredTotals } from '../redis/member-reads.js';
import { decodeTotals, encodeTotals } from '../codec/totals.js';
import { L1, memberKey, samePeriod, type HeldTotals } from './l1.js';
import { SingleFlight } from './single-flight.js';
import { flat, periodTag, sumTotals } from './totals.js';

/** What lies under the cache; the reads that need no cache are passed through. */
export interface Backing extends Omit<CachedStore, 'load' | 'totals' | 'peek' | 'peekTotals' | 'peekOnTheClock'> {
  readMember(space: SpaceId, user: UserId): Promise<{ readonly state: MemberState; readonly totals: StoredTotals | null }>;
  readTotals(
    space: SpaceId,
    user: UserId,
    tag: string,
  ): Promise<{ readonly version: number; readonly cached: Buffer } | { readonly version: number; readonly days: Days }>;
  /** Keeps an answer in L2; nobody waits for it, and it may be refused. */
  offerTotals(space: SpaceId, user: UserId, totals: StoredTotals): void;
}

export interface CacheCounters {
  readonly l1: { readonly hits: number; readonly misses: number; readonly size: number };
  /** `size`: answers that this process has put there since it started. */
  readonly l2: { readonly hits: number; readonly misses: number; readonly size: number };
}

export interface Caching {
  readonly store: CachedStore;
  readonly counters: CacheCounters;
  /** Another process committed this version of the member. */
  changed(space: SpaceId, user: UserId, version: number): void;
  erased(space: SpaceId): void;
  /** Changes of others may have been missed. */
  suspect(): void;
}

/**
 * L1 and L2 in front of a store. `trusted` tells whether changes of other processes come through; while they do not, every load goes to Redis
 * and L1 is only peeked at.
 */
export const withCache = (
  backing: Backing,
  { max, trusted, metrics }: { readonly max: number; readonly trusted: () => boolean; readonly metrics: Metrics },
): Caching => {
  const l1 = new L1(max);
  const flights = new SingleFlight<MemberState>();
  const counts = { l1: { hits: 0, misses: 0 }, l2: { hits: 0, misses: 0, size: 0 } };
  const count = (level: 'l1' | 'l2', outcome: 'hits' | 'misses'): void => {
    counts[level][outcome] += 1;
    metrics.count('cache_reads', { level, outcome });
  };
  /** Totals that came along with a state, as L2 has them; decoded when somebody asks. */
  const brought = new WeakMap<MemberState, StoredTotals>();

  const load = (space: SpaceId, user: UserId): Promise<MemberState> => {
    const held = trusted() ? l1.fresh(space, user) : undefined;
    if (held !== undefined) {
      count('l1', 'hits');
      return Promise.resolve(held);
    }
    count('l1', 'misses');
    return flights.run(
      memberKey(space, user),
      async () => {
        const { state, totals } = await backing.readMember(space, user);
        if (totals !== null && totals.version === state.version) brought.set(state, totals);
        return state;
      },
      (state) => l1.put(space, user, state),
    );
  };

  /** What L1 holds of this period, or what came with the state. */
  const held = (space: SpaceId, user: UserId, period: TotalsPeriod): HeldTotals | null => {
    const known = l1.totals(space, user);
    if (known !== null && samePeriod(known.period, period)) return known;
    const state = l1.peek(space, user);
    const stored = state === undefined ? undefined : brought.get(state);
    if (stored?.tag !== periodTag(period)) return null;
    count('l2', 'hits');
    const totals = { version: stored.version, period, totals: decodeTotals(stored.blob) };
    l1.putTotals(space, user, totals);
    return totals;
  };

  const totals = async (space: SpaceId, user: UserId, period: TotalsPeriod, version: number): Promise<Totals> => {
    const known = held(space, user, period);
    if (known?.version === version) return known.totals;
    const tag = periodTag(period);
    const read = await backing.readTotals(space, user, tag);
    const answer = 'cached' in read ? decodeTotals(read.cached) : sumTotals(period, flat(read.days));
    count('l2', 'cached' in read ? 'hits' : 'misses');
    if (!('cached' in read) && read.version > 0) {
      counts.l2.size += 1;
      backing.offerTotals(space, user, { version: read.version, tag, blob: encodeTotals(answer) });
    }
    l1.putTotals(space, user, { version: read.version, period, totals: answer });
    return answer;
  };

  const commit = async (change: Commit): Promise<CommitOutcome> => {
    const { space, user } = change;
    const outcome = await backing.commit(change);
    flights.detach(memberKey(space, user));
    if (outcome.kind === 'ok') l1.applied(change);
    else l1.heard(space, user, outcome.version);
    return outcome;
  };

  const erased = (space: SpaceId): void => {
    flights.abandonAll();
    l1.dropSpace(space);
  };
  return {
    store: {
      load,
      totals,
      commit,
      erase: async (space) => {
        await backing.erase(space);
        erased(space);
      },
      wasApplied: backing.wasApplied,
      board: backing.board,
      boardPlace: backing.boardPlace,
      days: backing.days,
      entries: backing.entries,
      onTheClock: backing.onTheClock,
      ledger: backing.ledger,
      members: backing.members,
      spaces: backing.spaces,
      peek: (space, user) => l1.peek(space, user),
      peekTotals: (space, user, period) => held(space, user, period)?.totals,
      peekOnTheClock: (space) => l1.onTheClock(space),
    },
    get counters() {
      return { l1: { ...counts.l1, size: l1.size }, l2: { ...counts.l2 } };
    },
    changed: (space, user, version) => {
      flights.detach(memberKey(space, user));
      l1.heard(space, user, version);
    },
    erased,
    suspect: () => {
      flights.abandonAll();
      l1.suspect();
    },
  };
};
