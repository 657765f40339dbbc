import { z } from 'zod';
import { ok } from '../../domain/result.js';
import { MAY_CHANGE_SETTINGS } from '../../domain/settings.js';
import { WEBHOOK_EVENTS, type Webhook } from '../../domain/webhooks.js';
import type { SpaceId } from '../../domain/ids.js';
import { webhooks } from '../../engine/documents/kinds/webhooks.js';
import type { ManageDeps } from '../manage-deps.js';
import { momentText } from '../present.js';
import { defineRoute, type Route } from '../route.js';
import {
  WebhookInput,
  WebhookList,
  WebhookPatch,
  WebhookRevealed,
  WebhookTried,
  type WebhookAnswer,
  WebhookAnswer as Answer,
} from '../schemas/webhooks.js';
import { inSpace } from '../server/called-by.js';
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  rotateSecret,
  tryWebhook,
  type ManageDeps as Means,
  type WebhookPatch as Patch,
} from '../webhooks/manage.js';

const orNull = (ms: number | null): string | null => (ms === null ? null : momentText(ms));

/** A webhook and how it fares; nothing that its secret could be made of. */
const shown = async (
  space: SpaceId,
  webhook: Webhook,
  now: number,
  { states }: Pick<Means, 'states'>,
): Promise<WebhookAnswer> => {
  const { id, url, name, events, createdBy, createdAt, off, before } = webhook;
  const { failures, failingSince, waitsUntil, arrivedAt, lastAnswer } = await states.get(space, id);
  return {
    ...{ id, url, name, createdBy, createdAt: momentText(createdAt), events: [...events] },
    off: off === null ? null : { at: momentText(off.at), because: off.because },
    oldSecretUntil: before !== null && before.until > now ? momentText(before.until) : null,
    state: {
      ...{ failures, lastAnswer },
      failingSince: orNull(failingSince),
      retriesAt: orNull(waitsUntil),
      arrivedAt: orNull(arrivedAt),
    },
  };
};

const shared = { tag: 'Webhooks', scope: 'space:manage', needs: MAY_CHANGE_SETTINGS } as const;
const one = z.object({ space: z.string(), webhook: z.string() });
const refusals = ['WEBHOOK_NOT_FOUND'] as const;

/** Webhooks of a space, for those who may change its settings. */
export const webhookRoutes = ({ webhooks: means }: Pick<ManageDeps, 'webhooks'>): readonly Route[] => [
  defineRoute({
    ...{ ...shared, id: 'listWebhooks', method: 'GET', path: '/spaces/:space/webhooks' },
    summary: 'Lists the webhooks of a space, and what they may be told.',
    answers: { 200: WebhookList },
    run: async (asked) => {
      const { space } = inSpace(asked);
      const { list, version } = await means.documents.of(webhooks).get(space);
      const all = await Promise.all(list.map((each) => shown(space, each, asked.now, means)));
      return ok({ status: 200, body: { webhooks: all, events: WEBHOOK_EVENTS }, version });
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'createWebhook', method: 'POST', path: '/spaces/:space/webhooks' },
    summary: 'Makes a webhook, which is told what happens from now on.',
    description: 'The answer has the secret that its deliveries are signed with. It is not shown again.',
    body: WebhookInput,
    answers: { 201: WebhookRevealed },
    refusals: ['WEBHOOK_URL_INVALID', 'WEBHOOKS_FULL'],
    run: async (asked) => {
      const actor = inSpace(asked);
      const made = await createWebhook(actor, asked.body, means);
      if (!made.ok) return made;
      const { webhook, secret } = made.value;
      return ok({ status: 201, body: { webhook: await shown(actor.space, webhook, asked.now, means), secret } });
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'changeWebhook', method: 'PATCH', path: '/spaces/:space/webhooks/:webhook', refusals },
    summary: 'Changes a webhook, or switches it off or on again.',
    params: one,
    body: WebhookPatch,
    answers: { 200: Answer },
    run: async (asked) => {
      const actor = inSpace(asked);
      const { url, events, name, isOn } = asked.body;
      const patch: Patch = {
        ...(url === undefined ? {} : { url }),
        ...(events === undefined ? {} : { events }),
        ...(name === undefined ? {} : { name }),
        ...(isOn === undefined ? {} : { isOn }),
      };
      const changed = await changeWebhook(actor, asked.params.webhook, patch, means);
      if (!changed.ok) return changed;
      return ok({ status: 200, body: await shown(actor.space, changed.value, asked.now, means) });
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'deleteWebhook', method: 'DELETE', path: '/spaces/:space/webhooks/:webhook', refusals },
    summary: 'Deletes a webhook; nothing more is sent to it.',
    params: one,
    answers: { 204: null },
    run: async (asked) => {
      const deleted = await deleteWebhook(inSpace(asked), asked.params.webhook, means);
      return deleted.ok ? ok({ status: 204 }) : deleted;
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'rotateWebhookSecret', method: 'POST', path: '/spaces/:space/webhooks/:webhook/secret', refusals },
    summary: 'Gives a webhook a new secret, and shows it once.',
    description: 'For a day deliveries are signed with the old one as well.',
    params: one,
    answers: { 200: WebhookRevealed },
    run: async (asked) => {
      const actor = inSpace(asked);
      const rotated = await rotateSecret(actor, asked.params.webhook, means);
      if (!rotated.ok) return rotated;
      const { webhook, secret } = rotated.value;
      return ok({ status: 200, body: { webhook: await shown(actor.space, webhook, asked.now, means), secret } });
    },
  }),
  defineRoute({
    ...{ ...shared, id: 'testWebhook', method: 'POST', path: '/spaces/:space/webhooks/:webhook/test', refusals },
    summary: 'Sends a test event to a webhook at once, and says what its receiver answered.',
    params: one,
    answers: { 200: WebhookTried },
    run: async (asked) => {
      const tried = await tryWebhook(inSpace(asked), asked.params.webhook, means);
      if (!tried.ok) return tried;
      const sent = tried.value;
      return ok({ status: 200, body: { arrived: sent.ok, answer: sent.ok ? String(sent.status) : sent.answer } });
    },
  }),
];
