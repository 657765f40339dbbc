import type { DomainError } from '../domain/errors.js';
import type { GuildId, RoleId, UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';

/** A member of a guild as Discord knows them now. */
export interface GuildMember {
  readonly user: UserId;
  /** What the server calls them. */
  readonly name: string;
  readonly roles: ReadonlySet<RoleId>;
  /** Permission bits in the server as a whole, without those of single channels; all of them for its owner. */
  readonly permissions: bigint;
}

/**
 * Who is who in a guild, for doors at which Discord does not say it with each request; implemented in src/discord. It is asked again at least every
 * `PEOPLE_FOR_MS`, and at once after an event says that it changed, so a role that was taken away opens nothing for long. While Discord takes its time with an answer,
 * what it said within the last minute holds.
 */
export interface People {
  /** Null: no member of it, or the bot is not in it. DISCORD_UNAVAILABLE when Discord does not say and what was known is too old. */
  member(guild: GuildId, user: UserId): Promise<Result<GuildMember | null, DomainError>>;
  /** The guilds that the bot is in, with their names. DISCORD_UNAVAILABLE. */
  guilds(): Promise<
    Result<readonly { readonly id: GuildId; readonly name: string; readonly icon: string | null }[], DomainError>
  >;
}

/** After so long Discord is asked again, ms. */
export const PEOPLE_FOR_MS = 15_000;
