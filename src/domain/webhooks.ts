import { domainError, type DomainError } from './errors.js';
import type { UserId } from './ids.js';
import { err, ok, type Result } from './result.js';

/** What a webhook may be told of. The names stand in what is sent, so they never change. */
export const WEBHOOK_EVENTS = [
  'session.started',
  'session.ended',
  'session.paused',
  'session.resumed',
  'session.noted',
  'entry.added',
  'entry.changed',
  'entry.deleted',
  'request.changed',
  'settings.changed',
  'export.made',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** What is sent when somebody tries a webhook; nobody subscribes to it. */
export const TEST_EVENT = 'test';

/** Why a webhook is not told anything: somebody switched it off, or its receiver was away for a day, or said that it is gone (410). */
export const OFF_REASONS = ['byHand', 'failing', 'gone'] as const;
export type OffReason = (typeof OFF_REASONS)[number];

/**
 * A place elsewhere that is told what happens in a space. Its secret is in no document: it is made of the installation's key, of the webhook's id and of
 * `salt`, so that neither the ledger nor a list of webhooks has it.
 */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  /** At least one. */
  readonly events: readonly WebhookEvent[];
  /** What people call it; '' when it has no name. */
  readonly name: string;
  readonly salt: string;
  /** What the secret was made of before, until it ends (ms): in the meantime both sign, so a receiver can be changed without losing anything. */
  readonly before: { readonly salt: string; readonly until: number } | null;
  readonly createdBy: UserId;
  /** ms */
  readonly createdAt: number;
  /** Null: it is on. */
  readonly off: { readonly at: number; readonly because: OffReason } | null;
}

/** So many a space may have. */
export const WEBHOOKS_MAX = 10;
/** UTF-16 units. */
export const WEBHOOK_URL_MAX = 500;
export const WEBHOOK_NAME_MAX = 60;
/** So long the secret before a rotation signs as well, ms. */
export const SECRET_OVERLAP_MS = 24 * 3_600_000;

/**
 * The address of a webhook as it is stored. WEBHOOK_URL_INVALID (`input`): it has to be `https://` (`http://` too with `isPlainAllowed`), without user, password
 * and fragment. Whether the address may be reached is found out when it is.
 */
export const webhookUrl = (input: string, isPlainAllowed: boolean): Result<string, DomainError> => {
  const invalid = err(domainError('WEBHOOK_URL_INVALID', { input: input.slice(0, 100) }));
  if (input.length > WEBHOOK_URL_MAX || !URL.canParse(input)) return invalid;
  const url = new URL(input);
  const isAllowed = url.protocol === 'https:' || (isPlainAllowed && url.protocol === 'http:');
  if (!isAllowed || url.username !== '' || url.password !== '' || url.hash !== '' || url.hostname === '') return invalid;
  return url.href.length > WEBHOOK_URL_MAX ? invalid : ok(url.href);
};

/** WEBHOOK_NOT_FOUND */
export const webhookIn = (webhooks: readonly Webhook[], id: string): Result<Webhook, DomainError> => {
  const found = webhooks.find((one) => one.id === id);
  return found === undefined ? err(domainError('WEBHOOK_NOT_FOUND')) : ok(found);
};

/** WEBHOOKS_FULL (`max`). The same one is added once. */
export const withWebhook = (webhooks: readonly Webhook[], added: Webhook): Result<readonly Webhook[], DomainError> => {
  if (webhooks.some(({ id }) => id === added.id)) return ok(webhooks);
  return webhooks.length >= WEBHOOKS_MAX ? err(domainError('WEBHOOKS_FULL', { max: WEBHOOKS_MAX })) : ok([...webhooks, added]);
};

/** With another one in its place. WEBHOOK_NOT_FOUND. */
export const withChangedWebhook = (
  webhooks: readonly Webhook[],
  id: string,
  change: (webhook: Webhook) => Webhook,
): Result<readonly Webhook[], DomainError> => {
  const found = webhookIn(webhooks, id);
  return found.ok ? ok(webhooks.map((one) => (one.id === id ? change(one) : one))) : found;
};

/** With a new secret; the one of now signs for a day more. */
export const withNewSecret = (webhook: Webhook, salt: string, now: number): Webhook => ({
  ...webhook,
  salt,
  before: { salt: webhook.salt, until: now + SECRET_OVERLAP_MS },
});

/** How long after its n-th failure in a row (from 1) a delivery is tried again, ms. */
export const retryAfterMs = (failures: number): number => RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? RETRY_MS[0];
const RETRY_MS = [5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000] as const;
/** A receiver that takes nothing for so long is switched off, ms. Events that are older are not told any more, whatever the reason. */
export const GIVE_UP_MS = 24 * 3_600_000;
