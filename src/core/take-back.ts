import { requestId, type RequestId, type SpaceId, type UserId } from '../domain/ids.js';
import type { Clock, Ids } from '../domain/ports.js';
import type { Corrections } from '../engine/api.js';

export interface TakeBackParts {
  readonly entries: Pick<Corrections, 'takeBack'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/**
 * Takes back what a request changed of a member's sessions, for requests whose answer nobody got to see. Answers whether nothing of it is left:
 * also when it had changed nothing.
 */
export const createTakeBack =
  ({ entries, clock, ids }: TakeBackParts) =>
  async ({ space, user }: { readonly space: SpaceId; readonly user: UserId }, of: RequestId): Promise<boolean> => {
    const request = { space, user, requestId: requestId(ids.next()), at: clock.now(), actor: null, source: 'rival' };
    const taken = await entries.takeBack({ ...request, of });
    return taken.ok || taken.error.code === 'NOTHING_TO_CHANGE';
  };
