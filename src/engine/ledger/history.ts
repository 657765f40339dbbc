/** Changes of one page at most. */
export const HISTORY_MAX = 500;

/** Some of what the ledger tells of a member, newest first. */
export interface HistoryPage<Record> {
  readonly records: readonly Record[];
  /** Where the next page begins; null when there is none. */
  readonly next: number | null;
}
