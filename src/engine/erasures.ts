import type { SpaceId, UserId } from '../domain/ids.js';

/** Erasing what is kept of people, for good: also journals and backups of before do not bring it back. All reject with `StoreUnavailable`. */
export interface Erasures {
  /**
   * Erases everything of a member in a space: session, entries, day buckets, totals, notices, boards, and its rows of the ledger. What is
   * left in a guild is its effective time as sums by month and category, without a name (`Store.formerTotals`); and everywhere an empty state, so that its version does not fall as long as journals hold changes of before; `tidy` takes it away. Roles are
   * not touched: whoever takes them forgets them. Answers the version of what is left, 0 when nothing was there.
   */
  eraseMember(space: SpaceId, user: UserId): Promise<number>;
  /** When the member (or the whole space) was erased last, ms; null when never. */
  erasedAt(space: SpaceId, user: UserId): Promise<number | null>;
  /** Finishes erasures of a space that were interrupted, and forgets members whose erasure is `ageMs` old. Answers how many. */
  tidy(space: SpaceId, ageMs: number): Promise<number>;
}
