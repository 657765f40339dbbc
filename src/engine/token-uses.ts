import type { SpaceId, UserId } from '../domain/ids.js';

/** When tokens of the API were last used. Not in their document: each change of that is a row of the ledger. Rejects with StoreUnavailable. */
export interface TokenUses {
  note(space: SpaceId, user: UserId, token: string, at: number): Promise<void>;
  /** ms, by the token's id; those that were never used are not in it. */
  of(space: SpaceId, user: UserId): Promise<ReadonlyMap<string, number>>;
  forget(space: SpaceId, user: UserId, token: string): Promise<void>;
}
