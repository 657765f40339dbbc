import { LRUCache } from 'lru-cache';
import type { SpaceId, UserId } from '../../domain/ids.js';
import type { MemberState, Session } from '../../domain/session.js';
import type { Commit, OnClock, Totals, TotalsPeriod } from '../store.js';
import { memberKey } from '../members/member-key.js';
import { byStart } from '../on-clock.js';
import { periodTag, sumTotals } from './sum-totals.js';

interface Entry {
  readonly space: SpaceId;
  readonly user: UserId;
  state: MemberState;
  /** An entry of an older generation may be behind: changes of others may have been missed. */
  generation: number;
  totals: HeldTotals | null;
}

export interface HeldTotals {
  readonly version: number;
  readonly period: TotalsPeriod;
  readonly totals: Totals;
}

/** Decoded states of members, and their totals; the least recently used are forgotten. */
export class L1 {
  readonly #entries: LRUCache<string, Entry>;
  readonly #on = new Map<SpaceId, Map<UserId, Session>>();
  /** Versions that were heard of. The news may overtake the answer of an older read or commit, which must not be kept then. */
  readonly #floors = new LRUCache<string, number>({ max: 10_000 });
  #generation = 0;

  /** @param max members held */
  constructor(max: number) {
    this.#entries = new LRUCache<string, Entry>({
      max,
      dispose: (entry, _key, reason) => {
        if (reason !== 'set') this.#off(entry);
      },
    });
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Only what is known to be fresh. */
  fresh(space: SpaceId, user: UserId): MemberState | undefined {
    const entry = this.#entries.get(memberKey(space, user));
    return entry?.generation === this.#generation ? entry.state : undefined;
  }

  /** Also what may be behind. */
  peek(space: SpaceId, user: UserId): MemberState | undefined {
    return this.#entries.peek(memberKey(space, user))?.state;
  }

  totals(space: SpaceId, user: UserId): HeldTotals | null {
    return this.#entries.peek(memberKey(space, user))?.totals ?? null;
  }

  onTheClock(space: SpaceId): readonly OnClock[] {
    return [...(this.#on.get(space) ?? [])].map(([user, session]) => ({ user, session })).sort(byStart);
  }

  /** Keeps a state that was read; a newer one that is already here stays. */
  put(space: SpaceId, user: UserId, state: MemberState, totals: HeldTotals | null = null): void {
    const held = this.#entries.peek(memberKey(space, user));
    if (held?.generation === this.#generation && held.state.version > state.version) return;
    this.#set({ space, user, state, generation: this.#generation, totals: totals ?? held?.totals ?? null });
  }

  /** Keeps the state that a commit made, and carries the totals along. */
  applied({ space, user, expectedVersion, next, days }: Commit): void {
    const held = this.#entries.peek(memberKey(space, user));
    if (held?.generation === this.#generation && held.state.version > next.version) return;
    const totals = held?.totals ?? null;
    const moved =
      totals?.version === expectedVersion
        ? { version: next.version, period: totals.period, totals: sumTotals(totals.period, days, totals.totals) }
        : null;
    this.#set({ space, user, state: next, generation: this.#generation, totals: moved });
  }

  putTotals(space: SpaceId, user: UserId, totals: HeldTotals): void {
    const held = this.#entries.peek(memberKey(space, user));
    if (held !== undefined && (held.totals === null || held.totals.version <= totals.version)) this.#set({ ...held, totals });
  }

  /** This version exists: what is older is forgotten, and not kept when it comes late. */
  heard(space: SpaceId, user: UserId, version: number): void {
    const key = memberKey(space, user);
    this.#floors.set(key, Math.max(version, this.#floors.get(key) ?? 0));
    if ((this.#entries.peek(key)?.state.version ?? version) < version) this.#entries.delete(key);
  }

  /** This version stands now: any other is forgotten, and none that is older is kept. After a conflict even the same may be another state. */
  stands(space: SpaceId, user: UserId, version: number, kind: 'replay' | 'conflict'): void {
    this.heard(space, user, version);
    const key = memberKey(space, user);
    if (kind === 'conflict') this.#entries.delete(key);
    else if ((this.#entries.peek(key)?.state.version ?? version) !== version) this.#entries.delete(key);
  }

  dropSpace(space: SpaceId): void {
    // Versions begin again from 0.
    this.#floors.clear();
    for (const [key, entry] of this.#entries.entries()) if (entry.space === space) this.#entries.delete(key);
  }

  /** From now on nothing that is here counts as fresh; it can still be peeked at. */
  suspect(): void {
    this.#generation += 1;
  }

  #set(entry: Entry): void {
    const key = memberKey(entry.space, entry.user);
    if ((this.#floors.get(key) ?? 0) > entry.state.version) return;
    const held = this.#entries.get(key);
    if (held === undefined) this.#entries.set(key, entry);
    else {
      // Every commit comes here: changing what is there costs less than setting it anew.
      held.state = entry.state;
      held.generation = entry.generation;
      held.totals = entry.totals;
    }
    if (entry.state.active === null) {
      this.#off(entry);
      return;
    }
    const on = this.#on.get(entry.space);
    if (on === undefined) this.#on.set(entry.space, new Map([[entry.user, entry.state.active]]));
    else on.set(entry.user, entry.state.active);
  }

  #off({ space, user }: Entry): void {
    const on = this.#on.get(space);
    on?.delete(user);
    if (on?.size === 0) this.#on.delete(space);
  }
}

export const samePeriod = (a: TotalsPeriod, b: TotalsPeriod): boolean => periodTag(a) === periodTag(b);
