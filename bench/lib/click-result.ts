import { z } from 'zod';

export const ClickResult = z.object({
  perSecond: z.number(),
  /** ms from the click to its callback. */
  p50: z.number(),
  p99: z.number(),
  /** CPU of the bot's process and of the emulator's for one click, µs. */
  botUs: z.number(),
  emulatorUs: z.number(),
  /** Of the bot's, what its main thread used. */
  botMainUs: z.number(),
  /** CPU of the bot's Redis, µs; 0 without one. */
  redisUs: z.number(),
  clicks: z.number(),
  /** Answers that were refusals. */
  failed: z.number(),
});
export type ClickResult = z.output<typeof ClickResult>;
