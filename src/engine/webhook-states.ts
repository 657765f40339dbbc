import type { SpaceId } from '../domain/ids.js';

/** How the deliveries of a webhook fare; a restart goes on with it. */
export interface WebhookState {
  /** Failures in a row. */
  readonly failures: number;
  /** When the first of them was, ms; null: the last delivery arrived. */
  readonly failingSince: number | null;
  /** Before this moment nothing is tried, ms; null: at once. */
  readonly waitsUntil: number | null;
  /** When a delivery arrived last, ms. */
  readonly arrivedAt: number | null;
  /** What was answered last: a status of HTTP, or why there was none (`timeout`, `refused`, `unreachable`). */
  readonly lastAnswer: string | null;
}

export const FRESH_WEBHOOK: WebhookState = {
  failures: 0,
  failingSince: null,
  waitsUntil: null,
  arrivedAt: null,
  lastAnswer: null,
};

/** All methods reject with StoreUnavailable. */
export interface WebhookStates {
  get(space: SpaceId, webhook: string): Promise<WebhookState>;
  set(space: SpaceId, webhook: string, state: WebhookState): Promise<void>;
  /** Nothing of these webhooks is kept any more, also not how far their deliveries are. */
  forget(space: SpaceId, webhook: string): Promise<void>;
}

/** Names the position in the ledger up to which a webhook has been told; it stands in Redis. */
export const webhookConsumer = (webhook: string): string => `webhook-${webhook}`;
