import { z } from 'zod';
import { userId } from '../../../domain/ids.js';
import { OFF_REASONS, WEBHOOK_EVENTS, WEBHOOK_URL_MAX, type Webhook, type WebhookEvent } from '../../../domain/webhooks.js';
import { defineDocument } from '../document-kind.js';

const salt = z.string().max(60);
/** Events of another version are left out: nobody here could tell them. */
const events = z
  .array(z.string().max(40))
  .transform((names): readonly WebhookEvent[] => WEBHOOK_EVENTS.filter((event) => names.includes(event)));

const webhook: z.ZodType<Webhook> = z.looseObject({
  id: z.string().regex(/^[\w-]{1,40}$/),
  url: z.string().max(WEBHOOK_URL_MAX),
  events,
  name: z.string().max(240),
  salt,
  before: z.looseObject({ salt, until: z.int() }).nullable(),
  createdBy: z
    .string()
    .regex(/^\d{1,20}$/)
    .transform(userId),
  createdAt: z.int(),
  off: z.looseObject({ at: z.int(), because: z.enum(OFF_REASONS) }).nullable(),
});
const list: z.ZodType<readonly Webhook[]> = z.array(webhook);

/** Places elsewhere that are told what happens in a space. Their secrets are not in it. */
export const webhooks = defineDocument({
  name: 'webhooks',
  scope: 'space',
  fields: {
    list: list.default([]),
  },
});

/**
 * What the secrets of all webhooks are made of. It is in backups, so that receivers go on after a restore into an empty store; in no ledger, since documents of the
 * installation have none.
 */
export const webhookKey = defineDocument({
  name: 'webhook-key',
  scope: 'installation',
  fields: {
    /** 32 random bytes in base64url; '' until the first webhook. */
    key: z.string().max(60).default(''),
  },
});
