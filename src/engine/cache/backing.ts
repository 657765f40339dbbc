import type { SpaceId, UserId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import type { CachedStore, DayDelta, TotalsPeriod } from '../store.js';

/** A member's totals (L2) with the state that they belong to, in the bytes in which they are kept. */
export interface KeptStatus {
  /** Names the period of the totals. */
  readonly tag: string;
  /** As in the states hash. */
  readonly state: Buffer;
  readonly totals: Buffer;
}

/** What lies under the cache; the reads that need no cache are passed through. */
export interface Backing extends Omit<
  CachedStore,
  'load' | 'reload' | 'loaded' | 'status' | 'commit' | 'peek' | 'peekTotals' | 'peekOnTheClock'
> {
  /** The state as it is; and what L2 holds, when it belongs to it. */
  readMember(space: SpaceId, user: UserId): Promise<{ readonly state: MemberState; readonly kept: KeptStatus | null }>;
  /** What L2 holds of a member. */
  readKept(space: SpaceId, user: UserId): Promise<KeptStatus | null>;
  /** State, and at least the day buckets that the totals of `period` are made of; all of the same moment. */
  readStatus(
    space: SpaceId,
    user: UserId,
    period: TotalsPeriod,
  ): Promise<{ readonly state: Buffer | null; readonly days: readonly DayDelta[] }>;
  /** Keeps an answer in L2; nobody waits for it, and it may be refused. */
  keepStatus(space: SpaceId, user: UserId, kept: KeptStatus): void;
}
