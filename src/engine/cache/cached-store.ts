import type { Metrics } from '../../domain/ports.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import type { CachedStore, Commit, CommitLane, CommitOutcome, CommitWaiter, StateAndTotals, TotalsPeriod } from '../store.js';
import type { Backing, KeptStatus } from './backing.js';
import { decodeState } from '../codec/state.js';
import { decodeTotals, encodeTotals } from '../codec/totals-codec.js';
import { memberKey } from '../members/member-key.js';
import { L1, samePeriod, type HeldTotals } from './l1.js';
import { SingleFlight } from './single-flight.js';
import { periodTag, sumTotals } from './sum-totals.js';

interface ReadStatus {
  /** Names the period of the totals. */
  readonly tag: string;
  readonly status: StateAndTotals;
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
  const statusFlights = new SingleFlight<ReadStatus>();
  const counts = { l1: { hits: 0, misses: 0 }, l2: { hits: 0, misses: 0, size: 0 } };
  const count = (level: 'l1' | 'l2', outcome: 'hits' | 'misses'): void => {
    counts[level][outcome] += 1;
    metrics.count('cache_reads', { level, outcome });
  };
  /** Totals that came along with a state, as L2 has them; decoded when somebody asks. */
  const brought = new WeakMap<MemberState, KeptStatus>();

  const loaded = (space: SpaceId, user: UserId): MemberState | undefined => {
    const fresh = trusted() ? l1.fresh(space, user) : undefined;
    if (fresh !== undefined) count('l1', 'hits');
    return fresh;
  };

  const load = (space: SpaceId, user: UserId): Promise<MemberState> => {
    const fresh = loaded(space, user);
    if (fresh !== undefined) return Promise.resolve(fresh);
    count('l1', 'misses');
    return flights.run(
      memberKey(space, user),
      async () => {
        const { state, kept } = await backing.readMember(space, user);
        if (kept !== null) brought.set(state, kept);
        return state;
      },
      (state) => l1.put(space, user, state),
    );
  };

  /** A read that is under way may be older than the question. */
  const reload = async (space: SpaceId, user: UserId): Promise<MemberState> => {
    const { state } = await backing.readMember(space, user);
    l1.put(space, user, state);
    return state;
  };

  /** What L1 holds of this period, or what came with the state. */
  const held = (space: SpaceId, user: UserId, period: TotalsPeriod): HeldTotals | null => {
    const known = l1.totals(space, user);
    if (known !== null && samePeriod(known.period, period)) return known;
    const state = l1.peek(space, user);
    const stored = state === undefined ? undefined : brought.get(state);
    if (state === undefined || stored?.tag !== periodTag(period)) return null;
    count('l2', 'hits');
    const totals = { version: state.version, period, totals: decodeTotals(stored.totals) };
    l1.putTotals(space, user, totals);
    return totals;
  };

  /** From L2, else from what it is made of. */
  const readStatus = async (space: SpaceId, user: UserId, period: TotalsPeriod): Promise<ReadStatus> => {
    const tag = periodTag(period);
    const kept = await backing.readKept(space, user);
    if (kept?.tag === tag) {
      count('l2', 'hits');
      return { tag, status: { state: decodeState(kept.state), totals: decodeTotals(kept.totals) } };
    }
    count('l2', 'misses');
    const { state, days } = await backing.readStatus(space, user, period);
    const totals = sumTotals(period, days);
    if (state !== null) {
      counts.l2.size += 1;
      backing.keepStatus(space, user, { tag, state, totals: encodeTotals(totals) });
    }
    return { tag, status: { state: decodeState(state), totals } };
  };

  const status = async (space: SpaceId, user: UserId, period: TotalsPeriod): Promise<StateAndTotals> => {
    const state = trusted() ? l1.fresh(space, user) : undefined;
    count('l1', state === undefined ? 'misses' : 'hits');
    const known = state === undefined ? null : held(space, user, period);
    if (state !== undefined && known?.version === state.version) return { state, totals: known.totals };
    const read = await statusFlights.run(
      memberKey(space, user),
      () => readStatus(space, user, period),
      ({ status: { state, totals } }) => l1.put(space, user, state, { version: state.version, period, totals }),
    );
    // Somebody asked for another day at the same moment.
    return read.tag === periodTag(period) ? read.status : status(space, user, period);
  };

  /** Who asks from now on must not get the answer to a question of before. */
  const detach = (space: SpaceId, user: UserId): void => {
    if (flights.size + statusFlights.size === 0) return;
    const key = memberKey(space, user);
    flights.detach(key);
    statusFlights.detach(key);
  };

  const committed = (change: Commit, outcome: CommitOutcome): void => {
    const { space, user } = change;
    detach(space, user);
    if (outcome.kind === 'ok') l1.applied(change);
    else l1.stands(space, user, outcome.version, outcome.kind);
  };
  const submit = (change: Commit, waiter: CommitWaiter, lane?: CommitLane): void =>
    backing.submit(change, new Kept(change, waiter, committed), lane);

  const abandonAll = (): void => {
    flights.abandonAll();
    statusFlights.abandonAll();
  };
  const erased = (space: SpaceId): void => {
    abandonAll();
    l1.dropSpace(space);
  };
  return {
    store: {
      load,
      reload,
      loaded,
      status,
      submit,
      commit: (change) => new Promise((stored, unstored) => submit(change, { stored, unstored })),
      erase: async (space) => {
        await backing.erase(space);
        erased(space);
      },
      wasApplied: backing.wasApplied,
      board: backing.board,
      boardPlaces: backing.boardPlaces,
      stand: backing.stand,
      daySums: backing.daySums,
      forgetSeason: backing.forgetSeason,
      days: backing.days,
      formerTotals: backing.formerTotals,
      entries: backing.entries,
      entry: backing.entry,
      onTheClock: backing.onTheClock,
      ledger: backing.ledger,
      history: backing.history,
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
      detach(space, user);
      l1.heard(space, user, version);
    },
    erased,
    suspect: () => {
      abandonAll();
      l1.suspect();
    },
  };
};

/** L1 has what was committed before anybody hears of it. */
class Kept implements CommitWaiter {
  readonly #commit: Commit;
  readonly #waiter: CommitWaiter;
  readonly #committed: (commit: Commit, outcome: CommitOutcome) => void;

  constructor(commit: Commit, waiter: CommitWaiter, committed: (commit: Commit, outcome: CommitOutcome) => void) {
    this.#commit = commit;
    this.#waiter = waiter;
    this.#committed = committed;
  }

  stored(outcome: CommitOutcome): void {
    this.#committed(this.#commit, outcome);
    this.#waiter.stored(outcome);
  }

  unstored(reason: unknown): void {
    this.#waiter.unstored(reason);
  }
}
