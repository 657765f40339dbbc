import type { SpaceId, UserId } from '../../domain/ids.js';

/** Names a member in maps. */
export const memberKey = (space: SpaceId, user: UserId): string => `${space}:${user}`;

/** Whose they are. */
export interface Member {
  readonly space: SpaceId;
  readonly user: UserId;
}
