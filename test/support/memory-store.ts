import {
  categoryId,
  isGuildSpace,
  type CategoryId,
  type RequestId,
  type SessionId,
  type SpaceId,
  type UserId,
} from '../../src/domain/ids.js';
import { isShown, NOTHING_KNOWN, type Standing } from '../../src/domain/audience.js';
import { boardDays } from '../../src/domain/board.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../../src/domain/session.js';
import {
  StoreUnavailable,
  type Board,
  type BoardPlaces,
  type BoardRow,
  type CachedStore,
  type Commit,
  type CommitOutcome,
  type CommitWaiter,
  type FormerTotal,
  type Link,
  type OnClock,
  type StateAndTotals,
  type Totals,
  type TotalsPeriod,
} from '../../src/engine/store.js';
import { byStart } from '../../src/engine/on-clock.js';
import { HISTORY_MAX, type HistoryPage } from '../../src/engine/ledger/history-page.js';
import type { EntryRow } from '../../src/engine/ledger/kinds/entry-row.js';
import type { Stage } from '../../src/engine/members/stage.js';
import type { RollCallStore } from '../../src/engine/sync/roll-call.js';

interface SpaceData {
  readonly states: Map<UserId, MemberState>;
  readonly entries: Map<UserId, Map<string, Session>>;
  /** user -> `yyyymmdd` -> category -> ms */
  readonly days: Map<UserId, Map<string, Map<CategoryId, number>>>;
  /** `<yyyymm>:<category>` -> ms that erased members had */
  readonly former: Map<string, number>;
  readonly ledger: EntryRow[];
  /** Id of a row of the ledger -> when it was stored, ms. */
  readonly storedAt: Map<string, number>;
  /** `<user> <request>` */
  readonly requests: Set<string>;
  readonly standings: Map<UserId, Standing>;
}

/** What several stores share, as several processes share one Redis. */
export interface MemoryBackend {
  readonly spaces: Map<SpaceId, SpaceData>;
  /** Listeners of committed members; the fake of invalidation between processes. */
  readonly listeners: Set<(space: SpaceId, user: UserId | null, version: number) => void>;
  now: () => number;
  /** The process that keeps all this. */
  server: string;
  /** How far each process said it is, with which server, and when. */
  readonly answers: Map<string, { readonly server: string; readonly stage: Stage; readonly left: boolean; readonly at: number }>;
  epoch: { readonly server: string; readonly newest: number };
}

export const memoryBackend = (now: () => number = () => Date.now()): MemoryBackend => ({
  spaces: new Map(),
  listeners: new Set(),
  now,
  server: 'first',
  answers: new Map(),
  epoch: { server: '', newest: 0 },
});

const emptySpace = (): SpaceData => ({
  states: new Map(),
  entries: new Map(),
  days: new Map(),
  former: new Map(),
  ledger: [],
  storedAt: new Map(),
  requests: new Set(),
  standings: new Map(),
});

interface Held {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly state: MemberState;
  /** Nothing can have been missed since. */
  fresh: boolean;
}

/** A Link that a test switches. */
export class FakeLink implements Link {
  up = true;
  readonly #ups = new Set<() => void>();
  readonly #downs = new Set<() => void>();
  onUp(listener: () => void): () => void {
    this.#ups.add(listener);
    return () => this.#ups.delete(listener);
  }
  onDown(listener: () => void): () => void {
    this.#downs.add(listener);
    return () => this.#downs.delete(listener);
  }
  set(up: boolean): void {
    if (this.up === up) return;
    this.up = up;
    for (const listener of up ? this.#ups : this.#downs) listener();
  }
}

/** The roll call among the stores of a backend, by its clock. */
export const memoryRollCall = (backend: MemoryBackend, link: Link): RollCallStore => {
  const reach = (): Promise<void> =>
    link.up ? Promise.resolve() : Promise.reject(new StoreUnavailable('away', { maybeApplied: false }));
  return {
    serverId: () => reach().then(() => backend.server),
    answer: async (server, { process, stage, leaves, gone }) => {
      await reach();
      const { answers } = backend;
      for (const name of gone) answers.delete(name);
      const newest = Math.max(0, ...[...answers.values()].map(({ at }) => at));
      if (backend.epoch.server !== server) backend.epoch = { server, newest };
      const all = [...answers].map(([name, said]) => {
        const reached: Stage = said.server === server ? said.stage : 0;
        const counts = !said.left || said.at >= backend.epoch.newest - 60_000;
        return { process: name, stage: reached, counts };
      });
      if (process !== '') answers.set(process, { server, stage, left: leaves, at: backend.now() });
      return all.filter((said) => said.process !== process && said.stage < 2 && said.counts);
    },
  };
};

const entryKey = (session: Session): string => `${session.endedAt ?? 0}:${session.id}`;
const copy = <T>(value: T): T => structuredClone(value);

/**
 * A `CachedStore` in memory, proven by test/conformance. Faults are switched by a test:
 * `link.set(false)` makes every call reject with `StoreUnavailable`; `loseReplies(n)` applies the next n commits and then rejects with
 * `maybeApplied`; `dropCommits(n)` rejects the next n with `maybeApplied` without applying; `hold()` keeps commits back until released.
 */
export class MemoryStore implements CachedStore {
  readonly link = new FakeLink();
  readonly backend: MemoryBackend;
  readonly #l1 = new Map<string, Held>();
  readonly #totals = new Map<string, { readonly period: string; readonly totals: Totals }>();
  readonly #listener: (space: SpaceId, user: UserId | null, version: number) => void;
  readonly #cached: boolean;
  readonly #hearing: ((space: SpaceId, user: UserId, version: number) => void)[] = [];
  #lose = 0;
  #drop = 0;
  #gate: Promise<void> | null = null;
  /** Commits asked for, in order, also the refused ones. */
  readonly commits: Commit[] = [];

  constructor(backend: MemoryBackend = memoryBackend(), cached = false) {
    this.backend = backend;
    this.#cached = cached;
    this.link.onDown(() => {
      for (const entry of this.#l1.values()) entry.fresh = false;
    });
    this.#listener = (space, user, version) => {
      for (const [key, entry] of this.#l1) {
        if (entry.space !== space) continue;
        if (user === null || (entry.user === user && entry.state.version < version)) this.#l1.delete(key);
      }
      if (user !== null) for (const heard of this.#hearing) heard(space, user, version);
    };
    backend.listeners.add(this.#listener);
  }

  /** Tells what the other stores on the backend commit. */
  onHeard(listener: (space: SpaceId, user: UserId, version: number) => void): void {
    this.#hearing.push(listener);
  }

  loseReplies(count: number): void {
    this.#lose = count;
  }

  dropCommits(count: number): void {
    this.#drop = count;
  }

  /** Commits wait until the returned function is called. */
  hold(): () => void {
    let release = (): void => undefined;
    this.#gate = new Promise((resolve) => {
      release = () => {
        this.#gate = null;
        resolve();
      };
    });
    return () => release();
  }

  close(): void {
    this.backend.listeners.delete(this.#listener);
  }

  /** Unless it is made with a cache: then what was heard of since the link came is there, as in L1. Else every load is one, with its faults. */
  loaded(space: SpaceId, user: UserId): MemberState | undefined {
    const held = this.#cached && this.link.up ? this.#l1.get(`${space}:${user}`) : undefined;
    return held?.fresh === true ? held.state : undefined;
  }

  async load(space: SpaceId, user: UserId): Promise<MemberState> {
    await this.#reach();
    const state = copy(this.#data(space).states.get(user) ?? EMPTY_MEMBER);
    this.#l1.set(`${space}:${user}`, { space, user, state, fresh: true });
    return state;
  }

  reload(space: SpaceId, user: UserId): Promise<MemberState> {
    this.#l1.delete(`${space}:${user}`);
    return this.load(space, user);
  }

  async commit(commit: Commit): Promise<CommitOutcome> {
    this.commits.push(commit);
    await this.#reach();
    while (this.#gate !== null) await this.#gate;
    await this.#reach();
    if (this.#drop > 0) {
      this.#drop -= 1;
      throw new StoreUnavailable('the fake dropped the commit', { maybeApplied: true });
    }
    const outcome = this.#apply(commit);
    if (this.#lose > 0) {
      this.#lose -= 1;
      throw new StoreUnavailable('the fake lost the reply', { maybeApplied: true });
    }
    const key = `${commit.space}:${commit.user}`;
    if (outcome.kind === 'ok')
      this.#l1.set(key, { space: commit.space, user: commit.user, state: copy(commit.next), fresh: true });
    else if (outcome.kind === 'conflict' || (this.#l1.get(key)?.state.version ?? -1) < outcome.version) this.#l1.delete(key);
    return outcome;
  }

  submit(commit: Commit, waiter: CommitWaiter): void {
    this.commit(commit).then(
      (outcome) => waiter.stored(outcome),
      (error: unknown) => waiter.unstored(error),
    );
  }

  async wasApplied(space: SpaceId, user: UserId, request: RequestId): Promise<boolean> {
    await this.#reach();
    return this.#data(space).requests.has(`${user} ${request}`);
  }

  async board(space: SpaceId, board: Board, count: number, offset = 0): Promise<readonly BoardRow[]> {
    await this.#reach();
    return this.#board(space, board).slice(offset, offset + count);
  }

  async boardPlaces(space: SpaceId, users: readonly UserId[], board: Board): Promise<BoardPlaces> {
    await this.#reach();
    const rows = this.#board(space, board);
    const { among: _among, ...ofAll } = board;
    const all = this.#board(space, ofAll);
    const places = users.map((user) => {
      const own = all.find((row) => row.user === user);
      if (own === undefined) return null;
      const rank = rows.filter(({ ms }) => ms > own.ms).length + 1;
      return { rank, ms: own.ms, shown: rows.some((row) => row.user === user) };
    });
    return { of: rows.length, places };
  }

  forgetSeason(): Promise<void> {
    return this.#reach();
  }

  async stand(space: SpaceId, user: UserId, standing: Standing): Promise<void> {
    await this.#reach();
    this.#data(space).standings.set(user, standing);
  }

  #board(space: SpaceId, board: Board): readonly BoardRow[] {
    const [from, to] = boardDays(board);
    const { days: all, standings } = this.#data(space);
    const sums: { user: UserId; ms: number }[] = [];
    for (const [user, days] of all) {
      if (board.among !== undefined && !isShown(standings.get(user) ?? NOTHING_KNOWN, board.among)) continue;
      let ms = 0;
      for (const [day, categories] of days)
        if (day >= from && day <= to)
          for (const [name, sum] of categories) if (board.category === null || name === board.category) ms += sum;
      if (ms > 0) sums.push({ user, ms });
    }
    return sums
      .sort((a, b) => b.ms - a.ms || (a.user < b.user ? 1 : -1))
      .map((row) => ({ ...row, rank: sums.filter(({ ms }) => ms > row.ms).length + 1 }));
  }

  async status(space: SpaceId, user: UserId, period: TotalsPeriod): Promise<StateAndTotals> {
    const state = await this.load(space, user);
    const sum = (from: string, to: string): Record<string, number> => {
      const sums: Record<string, number> = {};
      for (const [day, categories] of this.#data(space).days.get(user) ?? [])
        if (day >= from && day <= to) for (const [category, ms] of categories) sums[category] = (sums[category] ?? 0) + ms;
      return sums;
    };
    const totals = {
      day: period.day,
      today: sum(period.day, period.day),
      week: sum(period.weekFrom, period.weekTo),
      month: sum(period.monthFrom, period.monthTo),
    };
    this.#totals.set(`${space}:${user}`, { period: JSON.stringify(period), totals });
    return { state, totals };
  }

  async days(
    space: SpaceId,
    user: UserId,
    from: string,
    to: string,
  ): Promise<ReadonlyMap<string, ReadonlyMap<CategoryId, number>>> {
    await this.#reach();
    const kept = [...(this.#data(space).days.get(user) ?? [])].filter(([day]) => day >= from && day <= to);
    return new Map(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, categories]) => [day, new Map(categories)]));
  }

  async formerTotals(space: SpaceId, from: string, to: string): Promise<readonly FormerTotal[]> {
    await this.#reach();
    return [...this.#data(space).former]
      .map(([field, ms]) => ({ month: field.slice(0, 6), category: categoryId(field.slice(7)), ms }))
      .filter(({ month }) => month >= from && month <= to)
      .sort((a, b) => (`${a.month}:${a.category}` < `${b.month}:${b.category}` ? -1 : 1));
  }

  async entries(space: SpaceId, user: UserId, from: number, to: number): Promise<readonly Session[]> {
    await this.#reach();
    const all = [...(this.#data(space).entries.get(user)?.values() ?? [])];
    return copy(all.filter(({ endedAt }) => endedAt !== null && endedAt >= from && endedAt < to)).sort(
      (a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0),
    );
  }

  async entry(space: SpaceId, user: UserId, id: SessionId): Promise<Session | null> {
    await this.#reach();
    return copy([...(this.#data(space).entries.get(user)?.values() ?? [])].find((session) => session.id === id) ?? null);
  }

  async onTheClock(space: SpaceId): Promise<readonly OnClock[]> {
    await this.#reach();
    return onClock(this.#data(space).states);
  }

  async daySums(space: SpaceId, day: string): Promise<ReadonlyMap<CategoryId, number>> {
    await this.#reach();
    const sums = new Map<CategoryId, number>();
    for (const days of this.#data(space).days.values())
      for (const [category, ms] of days.get(day) ?? []) sums.set(category, (sums.get(category) ?? 0) + ms);
    return new Map([...sums].filter(([, ms]) => ms > 0).sort(([, a], [, b]) => b - a));
  }

  async *ledger(space: SpaceId, user?: UserId): AsyncIterable<EntryRow> {
    await this.#reach();
    for (const row of [...this.#data(space).ledger]) if (user === undefined || row.user === user) yield copy(row);
  }

  async history(space: SpaceId, user: UserId, from = Infinity, count = 50): Promise<HistoryPage<EntryRow>> {
    await this.#reach();
    const changes = new Map<string, EntryRow[]>();
    for (const row of this.#data(space).ledger) {
      const change = `${row.requestId} ${row.version}`;
      if (row.user === user) changes.set(change, [...(changes.get(change) ?? []), row]);
    }
    const end = Math.min(from, changes.size);
    const begin = Math.max(0, end - Math.max(1, Math.min(HISTORY_MAX, count)));
    const records = [...changes.values()].slice(begin, end).flat().toReversed();
    const storedAt = records.map(({ id }) => this.#data(space).storedAt.get(id) ?? 0);
    return { records: copy(records), storedAt, next: begin === 0 ? null : begin };
  }

  async *members(space: SpaceId): AsyncIterable<UserId> {
    await this.#reach();
    yield* [...this.#data(space).states.keys()];
  }

  async spaces(): Promise<readonly SpaceId[]> {
    await this.#reach();
    return [...this.backend.spaces.entries()].filter(([, data]) => data.states.size > 0).map(([space]) => space);
  }

  async erase(space: SpaceId): Promise<void> {
    await this.#reach();
    this.backend.spaces.delete(space);
    for (const listener of this.backend.listeners) listener(space, null, 0);
  }

  /** All but an empty state of the next version, which a member who was never there does not get, and in a guild the sums of its time. */
  forgetMember(space: SpaceId, user: UserId): void {
    const data = this.#data(space);
    const version = data.states.get(user)?.version ?? 0;
    if (version > 0) data.states.set(user, { ...EMPTY_MEMBER, version: version + 1 });
    if (isGuildSpace(space))
      for (const [day, categories] of data.days.get(user) ?? [])
        for (const [category, ms] of categories) {
          const field = `${day.slice(0, 6)}:${category}`;
          data.former.set(field, (data.former.get(field) ?? 0) + ms);
        }
    data.entries.delete(user);
    data.days.delete(user);
    const kept = data.ledger.filter((row) => row.user !== user);
    data.ledger.splice(0, data.ledger.length, ...kept);
    for (const listener of this.backend.listeners) listener(space, user, version + 1);
  }

  peek(space: SpaceId, user: UserId): MemberState | undefined {
    return this.#l1.get(`${space}:${user}`)?.state;
  }

  peekTotals(space: SpaceId, user: UserId, period: TotalsPeriod): Totals | undefined {
    const kept = this.#totals.get(`${space}:${user}`);
    return kept?.period === JSON.stringify(period) ? kept.totals : undefined;
  }

  peekOnTheClock(space: SpaceId): readonly OnClock[] {
    const held = [...this.#l1.values()].filter((entry) => entry.space === space);
    return onClock(new Map(held.map(({ user, state }) => [user, state])));
  }

  #data(space: SpaceId): SpaceData {
    return this.backend.spaces.get(space) ?? emptySpace();
  }

  async #reach(): Promise<void> {
    await Promise.resolve();
    if (!this.link.up) throw new StoreUnavailable('the fake is down', { maybeApplied: false });
  }

  #apply(commit: Commit): CommitOutcome {
    const data = this.#data(commit.space);
    const version = data.states.get(commit.user)?.version ?? 0;
    if (remembers(data.states.get(commit.user), commit.requestId)) return { kind: 'replay', version };
    if (version !== commit.expectedVersion || !wasMadeUpon(commit, data.states.get(commit.user)))
      return { kind: 'conflict', version };
    this.backend.spaces.set(commit.space, data);
    data.states.set(commit.user, copy(commit.next));
    const entries = data.entries.get(commit.user) ?? new Map<string, Session>();
    data.entries.set(commit.user, entries);
    for (const { op, session } of commit.entries) {
      if (op === 'put') entries.set(entryKey(session), copy(session));
      else entries.delete(entryKey(session));
    }
    const days = data.days.get(commit.user) ?? new Map<string, Map<CategoryId, number>>();
    data.days.set(commit.user, days);
    for (const { day, category, ms } of commit.days) {
      const categories = days.get(day) ?? new Map<CategoryId, number>();
      const sum = (categories.get(category) ?? 0) + ms;
      if (sum === 0) categories.delete(category);
      else categories.set(category, sum);
      if (categories.size === 0) days.delete(day);
      else days.set(day, categories);
    }
    const { requestId, user } = commit;
    for (const [index, record] of commit.ledger.entries()) {
      const place = { id: `${requestId}/${user}/${index}`, requestId, user, version: commit.next.version };
      data.ledger.push(copy({ kind: 'entry', ...place, ...record }));
      data.storedAt.set(place.id, this.backend.now());
    }
    data.requests.add(`${commit.user} ${commit.requestId}`);
    for (const listener of this.backend.listeners)
      if (listener !== this.#listener) listener(commit.space, commit.user, commit.next.version);
    return { kind: 'ok', version: commit.next.version };
  }
}

/** A request is in the state that it made: among what was seen, or as the session that it began. */
const remembers = (state: MemberState | undefined, request: RequestId): boolean =>
  state !== undefined &&
  (state.seen.ids.includes(request) || [state.active, state.last].some((session) => session?.id === String(request)));

/** Not another state of the same version. */
const wasMadeUpon = ({ next }: Commit, state: MemberState | undefined): boolean =>
  next.seen.ids.length < 2 || next.seen.ids.slice(1).every((id, at) => state?.seen.ids[at] === id);

const onClock = (states: ReadonlyMap<UserId, MemberState>): OnClock[] =>
  [...states].flatMap(([user, { active }]) => (active === null ? [] : [{ user, session: active }])).sort(byStart);
