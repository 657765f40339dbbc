/** Changes of one page at most: about a millisecond of Redis' time, in which nobody else is served. */
export const HISTORY_MAX = 100;

/** Some of what the ledger tells of a member, newest first. */
export interface HistoryPage<Record> {
  readonly records: readonly Record[];
  /** Where the next page begins; null when there is none. */
  readonly next: number | null;
}
