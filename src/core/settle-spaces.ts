import { requestId, type SpaceId } from '../domain/ids.js';
import type { Clock, Ids, Logger } from '../domain/ports.js';
import { ok } from '../domain/result.js';
import type { Changes } from '../engine/api.js';
import type { Spaces } from '../engine/spaces.js';

/** Spaces remembered as having their settings stored; the rest are looked up once more. */
const REMEMBERED = 20_000;

/**
 * Stores the settings of a space at its first change, off the way of the reply: days are counted in the space's time zone, and what was
 * counted in one must not be read in another because DEFAULT_TIME_ZONE became another. Returns the unsubscribe function.
 */
export function settleSpaces(deps: {
  readonly changes: Pick<Changes, 'onChange'>;
  readonly spaces: Spaces;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
  readonly log: Logger;
}): () => void {
  const { changes, spaces, clock, ids, log } = deps;
  const settled = new Set<SpaceId>();

  const settle = async (space: SpaceId): Promise<void> => {
    try {
      if ((await spaces.get(space)).version > 0) return;
      const by = { actor: null, requestId: requestId(ids.next()), at: clock.now(), event: 'defaultsKept' };
      const stored = await spaces.update(space, by, ok);
      if (!stored.ok) throw new Error(stored.error.code);
    } catch (error) {
      // Redis is away; the next change tries again.
      settled.delete(space);
      log.debug({ space, reason: String(error) }, 'the settings of a new space are not stored yet');
    }
  };

  return changes.onChange(({ space }) => {
    if (settled.has(space)) return;
    if (settled.size >= REMEMBERED) settled.clear();
    settled.add(space);
    void settle(space);
  });
}
