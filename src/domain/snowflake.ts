/** First second of 2015, ms; Discord counts from here. */
const DISCORD_EPOCH = 1_420_070_400_000;
/** How far an event may lie from our clock, ms. */
export const EVENT_TOLERANCE_MS = 15 * 60_000;

/** When a Discord id was made, ms. @throws SyntaxError when `id` is not a whole number */
export const snowflakeTime = (id: string): number => Number(BigInt(id) >> 22n) + DISCORD_EPOCH;

/** The moment of an event by its own account, kept within ±15 minutes of `now` (both ms). */
export const clampEventTime = (at: number, now: number): number =>
  Math.min(now + EVENT_TOLERANCE_MS, Math.max(now - EVENT_TOLERANCE_MS, at));
