import { z } from 'zod';
import type { SpaceId } from '../../domain/ids.js';
import type { Documents } from '../documents-api.js';
import { webhooks } from '../documents/kinds/webhooks.js';
import { defineDueJob } from '../due/due-job.js';
import { dropRow, putRow, settleRow, type DueRow, type DueStore } from '../due/due-row.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';

/** Names a consumer of the ledgers, and stands in Redis. */
export const WEBHOOK_CONSUMER = 'webhooks';
const WEBHOOK = 'webhook';

/** Brings to a webhook what it has not been told yet. */
export interface WebhookCourier {
  /**
   * Begins, if it is not under way, and does not wait for it: receivers may be slow, and other things are due. Resolves with when it is to be looked at again, ms,
   * so that nothing is forgotten when this process ends; null: nothing is to be brought.
   */
  begin(space: SpaceId, webhook: string): Promise<number | null>;
}

/** The row of a webhook: there is something to bring, or there may be. */
const rowOf = (webhook: string, at: number): DueRow => ({ kind: WEBHOOK, user: null, about: webhook, at, payload: null });

/** What a courier puts and takes away. */
export interface WebhookRows {
  /** It is looked at again then, ms. */
  put(space: SpaceId, webhook: string, at: number): Promise<void>;
  /** Nothing waits any more; unless the row stands at another moment than `expected` by now, because there are news. */
  settle(space: SpaceId, webhook: string, expected: number): Promise<void>;
  drop(space: SpaceId, webhook: string): Promise<void>;
}

export const webhookRows = (due: Pick<DueStore, 'change'>): WebhookRows => ({
  put: (space, webhook, at) => due.change(space, [putRow(rowOf(webhook, at))]),
  settle: (space, webhook, expected) => due.change(space, [settleRow(rowOf(webhook, expected), null)]),
  drop: (space, webhook) => due.change(space, [dropRow(rowOf(webhook, 0))]),
});

export const webhookJob = ({ courier }: { readonly courier: WebhookCourier }) =>
  defineDueJob({
    kind: WEBHOOK,
    payload: z.null(),
    run: async ({ space, about }) => {
      const again = await courier.begin(space, about);
      return again === null ? 'done' : { again, payload: null };
    },
  });

/**
 * Whatever happens where there are webhooks: each of them is to be looked at. What is to be told, and how far that is, stands in the ledger and in the
 * position of the webhook there; this only wakes somebody up.
 */
export const followWebhooks = (parts: {
  readonly documents: Documents;
  readonly due: Pick<DueStore, 'change'>;
  /** ms */
  readonly now: () => number;
}): Handle<LedgerRow> => {
  return async (space) => {
    const { list } = await parts.documents.of(webhooks).get(space);
    const on = list.filter(({ off }) => off === null);
    if (on.length === 0) return;
    const at = parts.now();
    await parts.due.change(
      space,
      on.map(({ id }) => putRow(rowOf(id, at))),
    );
  };
};
