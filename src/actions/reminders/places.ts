import { domainError, type DomainError } from '../../domain/errors.js';
import type { ChannelId, GuildId, RoleId, SpaceId, UserId } from '../../domain/ids.js';
import { err, type Result } from '../../domain/result.js';

/** What Discord says of somebody who wants to be reminded in a channel; implemented in src/discord. */
export interface ReminderPlaces {
  /**
   * May this member of the guild write in the channel now, and mention the role (null: none) there, and may the bot do both? Asked when a reminder is set and when
   * it comes. MEMBER_LEFT; CHANNEL_NOT_FOUND, CHANNEL_NOT_TEXT, CHANNEL_HIDDEN, CHANNEL_READ_ONLY, CHANNEL_EMBEDS_MISSING of the bot; CHANNEL_NOT_YOURS of the
   * member; ROLE_NOT_FOUND, ROLE_NOT_YOURS_TO_MENTION, ROLE_NOT_MENTIONABLE (nor is the role of everybody); DISCORD_UNAVAILABLE.
   */
  check(guild: GuildId, user: UserId, channel: ChannelId, role: RoleId | null): Promise<Result<void, DomainError>>;
}

/** Comments on pages of Notion, with the connection of a space; implemented where there is one. */
export interface NotionComments {
  /** Is there a connection, and does it see the page? NOTION_NOT_CONNECTED, NOTION_PAGE_NOT_FOUND; NOTION_UNAVAILABLE. */
  check(who: { readonly user: UserId; readonly space: SpaceId }, page: string): Promise<Result<void, DomainError>>;
  /** Writes a comment that mentions these people. `once` names it: the same one twice is one comment, as far as that can be known. As `check`. */
  comment(
    who: { readonly user: UserId; readonly space: SpaceId },
    page: string,
    comment: { readonly text: string; readonly people: readonly string[]; readonly once: string },
  ): Promise<Result<void, DomainError>>;
}

/** Where nothing is connected to Notion. */
export const withoutNotion: NotionComments = {
  check: () => Promise.resolve(err(domainError('NOTION_NOT_CONNECTED'))),
  comment: () => Promise.resolve(err(domainError('NOTION_NOT_CONNECTED'))),
};
