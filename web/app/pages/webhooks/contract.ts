import type { WebhookAnswer } from '../../../../src/api/schemas/webhooks.js';

/** A place elsewhere that is told what happens in the space, and how it fares. */
export type Webhook = WebhookAnswer;
export type WebhookEvent = WebhookAnswer['events'][number];

/** With its secret, at the one moment at which that is shown. */
export interface Revealed {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** What came of a delivery that was tried: a status, or `timeout`, `refused`, `unreachable`. */
export interface Tried {
  readonly arrived: boolean;
  readonly answer: string;
}

/** What somebody chooses of a webhook. */
export interface Chosen {
  readonly url: string;
  readonly name: string;
  readonly events: readonly WebhookEvent[];
}
