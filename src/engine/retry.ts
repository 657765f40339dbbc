/** ms until what failed is tried again: the first time, and at most. */
const RETRY_MS = { first: 1_000, most: 300_000 };

/** The longest wait between two tries, ms. */
export const RETRY_AT_MOST_MS = RETRY_MS.most;

/** How long to wait after so many failures (1 is the first), ms: each time twice as long. */
export const retryMs = (failures: number): number => Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** Math.min(failures - 1, 20));
