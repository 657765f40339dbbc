import type { DomainError } from '../domain/errors.js';
import type { Result } from '../domain/result.js';
import type { Asking } from './access.js';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What can be chosen of a guild. */
export interface Directory {
  /** The highest first, without the one of everybody. */
  readonly roles: readonly Named[];
  /** Those that messages can be posted in, in the guild's order; only those that whoever asks can see. */
  readonly channels: readonly Named[];
}

/** The roles and channels of a guild by name, for doors at which Discord shows no menus of them; implemented in src/discord. */
export interface GuildDirectory {
  /** DISCORD_UNAVAILABLE; GUILD_ONLY in a person's own space. */
  of(asking: Asking): Promise<Result<Directory, DomainError>>;
}
