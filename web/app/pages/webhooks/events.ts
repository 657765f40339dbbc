import type { WebhookEvent } from '../../../../src/domain/webhooks.js';

/** All that a webhook may be told of. A list of its own, so that the page does not load the rules of the server; the compiler keeps it complete. */
export const EVENTS = Object.keys({
  'session.started': true,
  'session.ended': true,
  'session.paused': true,
  'session.resumed': true,
  'session.noted': true,
  'entry.added': true,
  'entry.changed': true,
  'entry.deleted': true,
  'request.changed': true,
  'settings.changed': true,
  'export.made': true,
} satisfies Record<WebhookEvent, true>) as readonly WebhookEvent[];
