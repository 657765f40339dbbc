import type { SpaceId, UserId } from '../../domain/ids.js';

let latest = { space: '', user: '', key: '' };

/**
 * Names a member in maps. A change of a member asks several of them in a row: the key that was made last is given again, which spares the maps
 * to hash and compare it anew.
 */
export const memberKey = (space: SpaceId, user: UserId): string => {
  if (user !== latest.user || space !== latest.space) latest = { space, user, key: `${space}:${user}` };
  return latest.key;
};

/** Whose they are. */
export interface Member {
  readonly space: SpaceId;
  readonly user: UserId;
}
