/** The store remembers request ids for a day; well within it they are enough, and the ledger need not be searched. */
const REMEMBERED_MS = 6 * 3_600_000;
/** Ahead of every clock: an empty search. */
const AHEAD_MS = 3_600_000;
/** How far before it was taken a request may have been applied: clocks of two machines. */
const MARGIN_MS = 120_000;

/** `since` for `Store.wasApplied`, for a request that was taken at `takenAt` (ms). */
export const searchLedgerFrom = (takenAt: number, now: number): number =>
  now - takenAt < REMEMBERED_MS ? now + AHEAD_MS : takenAt - MARGIN_MS;
