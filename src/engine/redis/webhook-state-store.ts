import { z } from 'zod';
import { FRESH_WEBHOOK, webhookConsumer, type WebhookState, type WebhookStates } from '../webhook-states.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull } from './replies.js';

const moment = z.int().nullable();
const stored: z.ZodType<WebhookState> = z.object({
  failures: z.int().min(0),
  failingSince: moment,
  waitsUntil: moment,
  arrivedAt: moment,
  lastAnswer: z.string().max(20).nullable(),
});

/** What cannot be read counts as lost: then a delivery is tried at once. */
const read = (value: Buffer | null): WebhookState => {
  if (value === null) return FRESH_WEBHOOK;
  try {
    return stored.safeParse(JSON.parse(value.toString())).data ?? FRESH_WEBHOOK;
  } catch {
    return FRESH_WEBHOOK;
  }
};

/** One hash of the space, in the slot of its ledger and of the positions there. */
export const webhookStates = (redis: Guarded): WebhookStates => ({
  get: async (space, webhook) =>
    read(bytesOrNull(await redis.read((connection) => connection.send('HGET', [keys.webhookStates(space), webhook])))),
  set: async (space, webhook, state) => {
    await redis.write((connection) => connection.send('HSET', [keys.webhookStates(space), webhook, JSON.stringify(state)]));
  },
  forget: async (space, webhook) => {
    await redis.write((connection) => connection.send('HDEL', [keys.webhookStates(space), webhook]));
    await redis.write((connection) => connection.send('HDEL', [keys.consumed(space), webhookConsumer(webhook)]));
  },
});
