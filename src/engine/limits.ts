import type { Allowance } from '../domain/allowances.js';
import type { SpaceId, UserId } from '../domain/ids.js';

/** An allowance that nothing is left of, and ms until there is more. */
export interface UsedUp {
  readonly of: 'member' | 'server';
  readonly waitMs: number;
}

/** How much members and servers may ask of the bot; see domain/allowances.ts and ADR 0022. */
export interface Limits {
  /** Uses an allowance once. Null: there was enough. Never waits for Redis, and never refuses anything while that is away. */
  take(space: SpaceId, user: UserId, allowance: Allowance): Promise<UsedUp | null>;
}

/** For tools that play more people than there are: nothing is ever used up. */
export const unlimited: Limits = { take: () => Promise.resolve(null) };

/** One allowance of somebody: of a member, or (null) of all of a server together. */
export interface AllowanceOf {
  readonly space: SpaceId;
  readonly user: UserId | null;
  readonly allowance: Allowance;
}

/** What all processes count together. */
export interface SharedUses {
  /**
   * Adds what one process has counted. Resolves with null while all of them together are within `points`, else with ms until the window ends. Rejects when
   * Redis is away.
   */
  add(of: AllowanceOf, uses: number, points: number): Promise<number | null>;
}
