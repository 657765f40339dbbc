/** First second of 2015, ms; Discord counts from here. */
const DISCORD_EPOCH = 1_420_070_400_000;
/** How far an event may lie from our clock, ms. */
export const EVENT_TOLERANCE_MS = 15 * 60_000;

/** When a Discord id was made, ms. @throws SyntaxError when `id` is not a whole number */
export const snowflakeTime = (id: string): number => Number(BigInt(id) >> 22n) + DISCORD_EPOCH;

/** Discord counts ms in what is left of an id without its last 22 bits. */
const PER_MS = 2 ** 22;

/**
 * When a request was asked for, ms: what its id says when Discord made it, else `at`. The same at every delivery, whatever our clock says by
 * then; of the id's last bits nothing depends, so a double is exact enough.
 */
export const askedAt = (request: string, at: number): number =>
  /^\d{16,20}$/.test(request) ? Math.floor(Number(request) / PER_MS) + DISCORD_EPOCH : at;

/** The moment of an event by its own account, kept within ±15 minutes of `now` (both ms). */
export const clampEventTime = (at: number, now: number): number =>
  Math.min(now + EVENT_TOLERANCE_MS, Math.max(now - EVENT_TOLERANCE_MS, at));
