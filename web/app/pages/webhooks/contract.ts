import type { OffReason, WebhookEvent } from '../../../../src/domain/webhooks.js';

/** A place elsewhere that is told what happens in the space. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAt: string;
  /** Null: it is on. */
  readonly off: { readonly at: string; readonly because: OffReason } | null;
}

/** With its secret, at the one moment at which that is shown. */
export interface Revealed {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** What came of a delivery that was tried. */
export interface Tried {
  readonly delivered: boolean;
  /** HTTP status of the answer; null: there was none. */
  readonly status: number | null;
  /** Why there was none, in the server's words. */
  readonly reason: string | null;
}

/** What somebody chooses of a webhook. */
export interface Chosen {
  readonly url: string;
  readonly name: string;
  readonly events: readonly WebhookEvent[];
}
