/** ms to wait before a lost connection is tried again; the last one repeats. */
const WAITS = [250, 500, 1000, 2000, 4000] as const;

/** How long to wait after so many failed tries, ms. */
export const waitBefore = (tries: number): number => WAITS[Math.min(tries, WAITS.length - 1)] ?? 4000;
