import type { RequestId, SpaceId } from '../domain/ids.js';
import type { Request } from '../engine/api.js';
import type { Asking } from './access.js';

/**
 * Somebody who asks for something in a space, through whichever door: an interaction of Discord (a `Context` is one), a call of the API, the page. What
 * may be done, and how, hangs on this alone, so that it is the same at each door.
 */
export interface Actor extends Asking {
  /** The request id of the change: the same one is applied once. */
  readonly id: RequestId;
  /** When it was asked for, ms. */
  readonly occurredAt: number;
  readonly space: SpaceId;
  /** `command`, `button`, `api`, `page`, ...; for the ledger. */
  readonly source: string;
}

/** The change that an actor asks for in their own time: its id makes it happen once, its moment is when it counts. */
export const requestOf = ({ space, user, id, occurredAt, source }: Actor): Request => ({
  space,
  user,
  requestId: id,
  at: occurredAt,
  source,
});
