import { createHmac } from 'node:crypto';
import type { SpaceId } from '../../domain/ids.js';
import type { Webhook } from '../../domain/webhooks.js';

export const SIGNATURE_HEADER = 'punchcard-signature';

/**
 * The secret of a webhook: HMAC-SHA256 of the installation's key over the webhook and its salt. So it is never kept, and can be shown once.
 * @param key of the installation, base64url
 */
export const secretOf = (key: string, space: SpaceId, { id }: Pick<Webhook, 'id'>, salt: string): string =>
  `whsec_${createHmac('sha256', Buffer.from(key, 'base64url')).update(`${space}/${id}/${salt}`).digest('base64url')}`;

/**
 * `t=<seconds>,v1=<hex>`: HMAC-SHA256 of each secret over `<seconds>.<body>`, so that neither the body nor its moment can be exchanged.
 * @param at ms
 */
export const signatureOf = (secrets: readonly string[], body: string, at: number): string => {
  const t = Math.floor(at / 1_000);
  const each = secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`);
  return [`t=${t}`, ...each].join(',');
};

/** Those that sign now: after a rotation the one before, too. */
export const secretsOf = (key: string, space: SpaceId, webhook: Webhook, now: number): readonly string[] => {
  const { salt, before } = webhook;
  const salts = before !== null && before.until > now ? [salt, before.salt] : [salt];
  return salts.map((one) => secretOf(key, space, webhook, one));
};
