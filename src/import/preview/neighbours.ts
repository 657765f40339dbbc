import { effectiveMs } from '../../domain/effective.js';
import type { SpaceId, UserId } from '../../domain/ids.js';
import { endOf } from '../../domain/overlap.js';
import type { Session } from '../../domain/session.js';
import type { Store } from '../../engine/store.js';

const DAY = 86_400_000;
/** What is read at a time, ms: no more than others can wait for, also where somebody has many entries. */
const PAGE = 8 * DAY;
/** Entries are found by their ends: one that began before a moment mostly ends at most this long after it, ms. */
const LONGEST = 32 * DAY;
/** How far away entries are looked at that may be the same ones by other clocks, ms. */
export const NEAR_MS = DAY;

/** Both ends in whole seconds: what two programs tell of the same time differs in parts of them. */
export const timeKey = (startedAt: number, endedAt: number): string =>
  `${Math.floor(startedAt / 1000)} ${Math.floor(endedAt / 1000)}`;
/** Length and note: what stays when all clocks are off by the same. */
export const likeKey = (startedAt: number, endedAt: number, note: string | null): string =>
  `${Math.round((endedAt - startedAt) / 1000)} ${note ?? ''}`;

/**
 * The entries of one member around rows that come in the order of their starts. Only those of some months are held at a time.
 */
export class Neighbours {
  readonly #byTime = new Map<string, Session>();
  readonly #byLike = new Map<string, Session[]>();
  #held: Session[] = [];
  #loadedTo = -Infinity;
  /** How many stayed when the others were dropped the last time. */
  #keptLast = 0;
  #end: number;

  private readonly store: Pick<Store, 'entries'>;
  private readonly member: { readonly space: SpaceId; readonly user: UserId };

  /** @param active what is on the clock; it counts up to `now`, ms */
  constructor(
    store: Pick<Store, 'entries'>,
    member: { readonly space: SpaceId; readonly user: UserId },
    { active, now }: { readonly active: Session | null; readonly now: number },
  ) {
    this.store = store;
    this.member = member;
    this.#end = now;
    if (active !== null) this.#hold(active);
  }

  /** Has everything around [startedAt, endedAt) at hand. Rejects with StoreUnavailable. */
  async around(startedAt: number, endedAt: number): Promise<void> {
    const wanted = endedAt + LONGEST;
    if (wanted <= this.#loadedTo) return;
    if (this.#loadedTo === -Infinity || startedAt - 2 * NEAR_MS > this.#loadedTo) {
      this.#forgetBefore(startedAt - 2 * NEAR_MS);
      this.#loadedTo = startedAt - 2 * NEAR_MS;
    }
    while (this.#loadedTo < wanted) {
      const to = this.#loadedTo + PAGE;
      for (const session of await this.store.entries(this.member.space, this.member.user, this.#loadedTo, to))
        this.#hold(session);
      this.#loadedTo = to;
    }
    this.#forgetBefore(startedAt - 2 * NEAR_MS);
  }

  /** The entry of the same time to the second. */
  same(startedAt: number, endedAt: number): Session | undefined {
    return this.#byTime.get(timeKey(startedAt, endedAt));
  }

  /** Entries of the same length and note. */
  alike(startedAt: number, endedAt: number, note: string | null): readonly Session[] {
    return this.#byLike.get(likeKey(startedAt, endedAt, note)) ?? [];
  }

  /** Entries that begin in [from, to), ms. */
  begunIn(from: number, to: number): readonly Session[] {
    return this.#held.filter(({ startedAt }) => startedAt >= from && startedAt < to);
  }

  /** Those that may overlap with [startedAt, endedAt). */
  overlapping(startedAt: number, endedAt: number): readonly Session[] {
    return this.#near(startedAt, endedAt);
  }

  #hold(session: Session): void {
    if (session.endedAt !== null) {
      this.#byTime.set(timeKey(session.startedAt, session.endedAt), session);
      const key = likeKey(session.startedAt, session.endedAt, session.note);
      const alike = this.#byLike.get(key);
      if (alike === undefined) this.#byLike.set(key, [session]);
      else alike.push(session);
    }
    this.#held.push(session);
    this.#sorted = null;
  }

  /** Drops what ended before a moment: rows come in the order of their starts. */
  #forgetBefore(moment: number): void {
    if (this.#held.length < FEW || this.#held.length < 2 * this.#keptLast) return;
    const kept = this.#held.filter((session) => endOf(session, this.#end) > moment || session.endedAt === null);
    this.#keptLast = kept.length;
    if (kept.length === this.#held.length) return;
    this.#byTime.clear();
    this.#byLike.clear();
    this.#held = [];
    for (const session of kept) this.#hold(session);
  }

  #sorted: { readonly sessions: readonly Session[]; readonly longest: number } | null = null;

  /** By their starts, and those before only as far back as the longest of them reaches. */
  #near(startedAt: number, endedAt: number): readonly Session[] {
    this.#sorted ??= {
      sessions: this.#held.toSorted((a, b) => a.startedAt - b.startedAt),
      longest: this.#held.reduce((longest, session) => Math.max(longest, endOf(session, this.#end) - session.startedAt), 0),
    };
    const { sessions, longest } = this.#sorted;
    const near: Session[] = [];
    for (let at = firstFrom(sessions, startedAt - longest); at < sessions.length; at += 1) {
      const session = sessions[at];
      if (session === undefined || session.startedAt >= endedAt) break;
      if (endOf(session, this.#end) > startedAt) near.push(session);
    }
    return near;
  }
}

/** So few are not looked through for those that can be dropped. */
const FEW = 2_000;

/** The first place whose session starts at `from` or later. */
const firstFrom = (sessions: readonly Session[], from: number): number => {
  let [low, high] = [0, sessions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sessions[middle]?.startedAt ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** What counts of an ended session, ms. */
export const countedMs = (session: Session): number => effectiveMs(session, session.endedAt ?? session.startedAt);
