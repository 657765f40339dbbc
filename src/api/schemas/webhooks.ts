import { z } from 'zod';
import { OFF_REASONS, WEBHOOK_EVENTS, WEBHOOK_NAME_MAX, WEBHOOK_URL_MAX } from '../../domain/webhooks.js';
import { Moment, UserIdText } from './common.js';

export const WebhookAnswer = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  events: z.array(z.enum(WEBHOOK_EVENTS)),
  createdBy: UserIdText,
  createdAt: Moment,
  /** Why it is told nothing; null: it is on. */
  off: z.object({ at: Moment, because: z.enum(OFF_REASONS) }).nullable(),
  /** Until when the secret before the last rotation signs as well. */
  oldSecretUntil: Moment.nullable(),
  state: z.object({
    /** Failures in a row. */
    failures: z.number().int(),
    failingSince: Moment.nullable(),
    retriesAt: Moment.nullable(),
    arrivedAt: Moment.nullable(),
    /** A status, or `timeout`, `refused`, `unreachable`. */
    lastAnswer: z.string().nullable(),
  }),
});
export type WebhookAnswer = z.output<typeof WebhookAnswer>;
export const WebhookList = z.object({ webhooks: z.array(WebhookAnswer), events: z.array(z.enum(WEBHOOK_EVENTS)) });
/** The secret is told once, here. */
export const WebhookRevealed = z.object({ webhook: WebhookAnswer, secret: z.string() });

const url = z.string().min(1).max(WEBHOOK_URL_MAX);
const events = z.array(z.enum(WEBHOOK_EVENTS)).min(1);
const name = z.string().trim().max(WEBHOOK_NAME_MAX);
export const WebhookInput = z.strictObject({ url, events, name: name.default('') });
export const WebhookPatch = z.strictObject({
  url: url.optional(),
  events: events.optional(),
  name: name.optional(),
  isOn: z.boolean().optional(),
});
export const WebhookTried = z.object({ arrived: z.boolean(), answer: z.string() });
