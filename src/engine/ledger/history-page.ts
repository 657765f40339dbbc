/** Changes of one page at most: about a millisecond of Redis' time, in which nobody else is served. */
export const HISTORY_MAX = 100;

/** Some of what the ledger tells of a member, newest first. */
export interface HistoryPage<Record> {
  readonly records: readonly Record[];
  /** When Redis stored each of the records, ms by its own clock. A change that was made while Redis was away is stored later than it was made. */
  readonly storedAt: readonly number[];
  /** Where the next page begins; null when there is none. */
  readonly next: number | null;
}
