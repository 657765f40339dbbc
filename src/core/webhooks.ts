import type { DomainError } from '../domain/errors.js';
import type { SpaceId } from '../domain/ids.js';
import type { Clock, Ids, Logger, Metrics } from '../domain/ports.js';
import { createCourier, type Courier } from '../api/webhooks/courier.js';
import { createSender } from '../api/webhooks/sender.js';
import type { Chain } from '../engine/chain.js';
import { webhookRows } from '../engine/jobs/webhook.js';
import type { Lease } from '../engine/lease/lease.js';

export interface WebhooksParts {
  readonly chain: Pick<Chain, 'documents' | 'spaces' | 'positions' | 'webhookStates' | 'due'>;
  /** Of the process that works off what is due: it delivers. */
  readonly lease: Pick<Lease, 'held'>;
  readonly isPrivateAllowed: boolean;
  readonly warn: (space: SpaceId, host: string, error: DomainError) => Promise<void>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What brings webhooks the news of this installation. */
export const createWebhooks = ({ chain, lease, isPrivateAllowed, ...parts }: WebhooksParts): Courier =>
  createCourier({
    ...{ ...parts, ...chain },
    states: chain.webhookStates,
    rows: webhookRows(chain.due),
    sender: createSender({ isPrivateAllowed }),
    isOurs: () => lease.held,
  });
