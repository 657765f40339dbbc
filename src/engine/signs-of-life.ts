import type { SpaceId, UserId } from '../domain/ids.js';

/** ms that a sign of life is kept. A session that goes on without one for longer ended at its last change, as far as anybody knows. */
export const SIGNS_KEPT_MS = 30 * 86_400_000;

/** When something was last known of members, in their guild or with the bot; shared by all processes. All methods reject with StoreUnavailable. */
export interface SignStore {
  /** Notes signs, ms; an older one than what is noted changes nothing. */
  note(space: SpaceId, signs: ReadonlyMap<UserId, number>): Promise<void>;
  /** The last sign of a member, ms; null when none is kept. */
  last(space: SpaceId, user: UserId): Promise<number | null>;
}
