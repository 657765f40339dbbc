import { z } from 'zod';

/** What clients send. @see https://discord.com/developers/docs/events/gateway-events */
export const incoming = z.object({ op: z.number().int(), d: z.unknown().optional() });

export const identify = z.object({
  token: z.string(),
  intents: z.number().int(),
  shard: z.tuple([z.number().int(), z.number().int()]).optional(),
});

export const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number().int() });

export const requestMembers = z.object({
  guild_id: z.string(),
  query: z.string().optional(),
  limit: z.number().int().min(0).optional(),
  user_ids: z.union([z.string().transform((id) => [id]), z.array(z.string())]).optional(),
  nonce: z.string().optional(),
});
