import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '../../actions/actor.js';
import type { DomainError } from '../../domain/errors.js';
import type { RequestId } from '../../domain/ids.js';
import type { Clock, Ids } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import {
  TEST_EVENT,
  webhookIn,
  webhookUrl,
  withChangedWebhook,
  withNewSecret,
  withWebhook,
  type Webhook,
  type WebhookEvent,
} from '../../domain/webhooks.js';
import type { Documents } from '../../engine/documents-api.js';
import { webhooks } from '../../engine/documents/kinds/webhooks.js';
import type { WebhookRows } from '../../engine/jobs/webhook.js';
import type { LedgerRow } from '../../engine/ledger/kinds/index.js';
import type { OutboxStore } from '../../engine/outbox/cursors.js';
import { FRESH_WEBHOOK, webhookConsumer, type WebhookStates } from '../../engine/webhook-states.js';
import type { Courier } from './courier.js';
import { installationKey } from './key.js';
import type { Sent } from './sender.js';
import { secretOf } from './signature.js';

export interface ManageDeps {
  readonly documents: Documents;
  readonly positions: Pick<OutboxStore<LedgerRow>, 'beginAtEnd'>;
  readonly states: WebhookStates;
  readonly rows: Pick<WebhookRows, 'drop'>;
  readonly courier: Pick<Courier, 'deliver'>;
  /** May addresses be without TLS? */
  readonly isPlainAllowed: boolean;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** What somebody chooses of a webhook. */
export interface Chosen {
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly name: string;
}

/** A webhook, with its secret at the one moment at which that is shown. */
export interface Revealed {
  readonly webhook: Webhook;
  readonly secret: string;
}

type List = readonly Webhook[];

const changeList = async (
  { space, user, id: request, occurredAt: at, source }: Actor,
  event: string,
  change: (list: List) => Result<List, DomainError>,
  { documents }: Pick<ManageDeps, 'documents'>,
): Promise<Result<List, DomainError>> => {
  const by = { actor: user, requestId: request, at, event, source };
  const stored = await documents.of(webhooks).update(space, by, (document) => {
    const list = change(document.list);
    return list.ok ? ok({ ...document, list: list.value }) : list;
  });
  return stored.ok ? ok(stored.value.list) : stored;
};

/** The same request makes the same webhook, however often it comes. */
const idOf = (request: RequestId): string => createHash('sha256').update(request).digest('base64url').slice(0, 16);
const newSalt = (): string => randomBytes(18).toString('base64url');

const revealed = async (actor: Actor, list: List, id: string, deps: ManageDeps): Promise<Result<Revealed, DomainError>> => {
  const webhook = webhookIn(list, id);
  if (!webhook.ok) return webhook;
  const key = await installationKey(deps);
  if (!key.ok) return key;
  return ok({ webhook: webhook.value, secret: secretOf(key.value, actor.space, webhook.value, webhook.value.salt) });
};

/**
 * A new webhook, told of what happens from now on, and its secret. WEBHOOK_URL_INVALID, WEBHOOKS_FULL, and what the store refuses; rejects with
 * StoreUnavailable.
 */
export const createWebhook = async (actor: Actor, chosen: Chosen, deps: ManageDeps): Promise<Result<Revealed, DomainError>> => {
  const url = webhookUrl(chosen.url, deps.isPlainAllowed);
  if (!url.ok) return url;
  const { user: createdBy, occurredAt: createdAt } = actor;
  const made: Webhook = {
    ...{ ...chosen, id: idOf(actor.id), url: url.value, salt: newSalt() },
    ...{ before: null, createdBy, createdAt, off: null },
  };
  const full = withWebhook((await deps.documents.of(webhooks).get(actor.space)).list, made);
  if (!full.ok) return full;
  // First: without a position it would be told what happened before it was there.
  await deps.positions.beginAtEnd(actor.space, webhookConsumer(made.id));
  const stored = await changeList(actor, 'webhookAdded', (list) => withWebhook(list, made), deps);
  return stored.ok ? revealed(actor, stored.value, made.id, deps) : stored;
};

/** What is to become of a webhook; what is left out stays. */
export interface WebhookPatch extends Partial<Chosen> {
  readonly isOn?: boolean;
}

/** WEBHOOK_NOT_FOUND, WEBHOOK_URL_INVALID. One that is switched on again is told what happened in the last day. */
export const changeWebhook = async (
  actor: Actor,
  id: string,
  patch: WebhookPatch,
  deps: ManageDeps,
): Promise<Result<Webhook, DomainError>> => {
  const url = patch.url === undefined ? ok(undefined) : webhookUrl(patch.url, deps.isPlainAllowed);
  if (!url.ok) return url;
  const { isOn } = patch;
  // Its failures are forgotten before it can be tried again.
  if (isOn === true || patch.url !== undefined) await deps.states.set(actor.space, id, FRESH_WEBHOOK);
  const stored = await changeList(
    actor,
    'webhookChanged',
    (list) =>
      withChangedWebhook(list, id, (one) => ({
        ...one,
        url: url.value ?? one.url,
        events: patch.events ?? one.events,
        name: patch.name ?? one.name,
        off: isOn === true ? null : isOn === false ? (one.off ?? { at: actor.occurredAt, because: 'byHand' }) : one.off,
      })),
    deps,
  );
  return stored.ok ? webhookIn(stored.value, id) : stored;
};

/** WEBHOOK_NOT_FOUND */
export const rotateSecret = async (actor: Actor, id: string, deps: ManageDeps): Promise<Result<Revealed, DomainError>> => {
  const salt = newSalt();
  const rotated = (list: List) => withChangedWebhook(list, id, (one) => withNewSecret(one, salt, actor.occurredAt));
  const stored = await changeList(actor, 'webhookSecretRotated', rotated, deps);
  return stored.ok ? revealed(actor, stored.value, id, deps) : stored;
};

/** Nothing of it is left but what the ledger tells. WEBHOOK_NOT_FOUND. */
export const deleteWebhook = async (actor: Actor, id: string, deps: ManageDeps): Promise<Result<void, DomainError>> => {
  const without = (list: List): Result<List, DomainError> => {
    const found = webhookIn(list, id);
    return found.ok ? ok(list.filter((one) => one !== found.value)) : found;
  };
  const stored = await changeList(actor, 'webhookDeleted', without, deps);
  if (!stored.ok) return err(stored.error);
  await deps.rows.drop(actor.space, id);
  await deps.states.forget(actor.space, id);
  return ok(undefined);
};

/** Sends an event that nothing happened for, and says what was answered. WEBHOOK_NOT_FOUND. */
export const tryWebhook = async (actor: Actor, id: string, deps: ManageDeps): Promise<Result<Sent, DomainError>> => {
  const found = webhookIn((await deps.documents.of(webhooks).get(actor.space)).list, id);
  if (!found.ok) return found;
  const change = {
    ...{ id: idOf(actor.id), type: TEST_EVENT, space: actor.space, at: new Date(actor.occurredAt).toISOString() },
    ...{ member: null, actor: actor.user, source: actor.source, event: TEST_EVENT },
    ...{ before: null, after: null, document: null, changed: [] },
  };
  return ok(await deps.courier.deliver(actor.space, found.value, change));
};
