import type { DomainError } from '../domain/errors.js';
import type { ChannelId, GuildId, RoleId, SpaceId, UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';

/** Roles of a guild as Discord has them; implemented in src/discord. */
export interface GuildRoles {
  /** May the bot give this role? ROLE_NOT_FOUND, ROLE_ABOVE_BOT, ROLE_EVERYONE, ROLE_MANAGED, ROLE_PERMISSION_MISSING, DISCORD_UNAVAILABLE. */
  check(guild: GuildId, role: RoleId): Promise<Result<void, DomainError>>;
  /** Finds a role of this name that the bot may give, else creates it (no permissions, not hoisted, below the bot's highest). */
  ensure(
    guild: GuildId,
    role: { readonly name: string; readonly colour: number; readonly reason: string },
  ): Promise<Result<RoleId, DomainError>>;
  /** Those `among` the members of a guild who have the role. DISCORD_UNAVAILABLE when that is not known of all of them. */
  holders(guild: GuildId, role: RoleId, among: readonly UserId[]): Promise<Result<ReadonlySet<UserId>, DomainError>>;
  /** What the reconciler could not do in this guild, newest first, one row a role. */
  problems(guild: GuildId): readonly { readonly role: RoleId; readonly error: DomainError; readonly since: number }[];
  /** Settings changed: everyone concerned is looked at again. */
  resync(space: SpaceId): void;
}

/** Channels of a guild as Discord has them; implemented in src/discord. */
export interface GuildChannels {
  /**
   * May the bot write there, with cards? CHANNEL_NOT_FOUND, CHANNEL_NOT_TEXT, CHANNEL_HIDDEN, CHANNEL_READ_ONLY, CHANNEL_EMBEDS_MISSING (the first that
   * is missing), DISCORD_UNAVAILABLE; with `files` CHANNEL_FILES_MISSING as well.
   */
  check(guild: GuildId, channel: ChannelId, also?: 'files'): Promise<Result<void, DomainError>>;
}
