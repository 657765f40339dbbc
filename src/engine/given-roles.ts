import type { RoleId, SpaceId, UserId } from '../domain/ids.js';

/** Roles that the bot has given, as it remembers them: what a sweep compares with. All methods reject with StoreUnavailable. */
export interface GivenRoles {
  all(space: SpaceId): Promise<ReadonlyMap<UserId, readonly RoleId[]>>;
  get(space: SpaceId, user: UserId): Promise<readonly RoleId[]>;
  /** An empty list forgets the member. */
  set(space: SpaceId, user: UserId, roles: readonly RoleId[]): Promise<void>;
  /** Redis did not have what was set here lately. It has it again; what is true only Discord knows now. */
  onLost(listener: (space: SpaceId, user: UserId) => void): void;
}
