import { domainError, type DomainError } from '../../domain/errors.js';
import type { ChannelId, GuildId, RoleId, SpaceId, UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';

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
  /** Is there a connection, and are these people known there? REMINDER_WITHOUT_NOTION, REMINDER_PERSON_UNKNOWN with `input`, and what Notion refuses. */
  check(space: SpaceId, people: readonly string[]): Promise<Result<void, DomainError>>;
  /** Writes a comment on a page that mentions these people, by their names there. Refusals that may be mended by waiting are retryable ones. As `check`. */
  comment(space: SpaceId, page: string, text: string, people: readonly string[]): Promise<Result<void, DomainError>>;
}

/** Where nothing is connected to Notion. */
export const withoutNotion: NotionComments = {
  check: () => Promise.resolve(err(domainError('REMINDER_WITHOUT_NOTION'))),
  comment: () => Promise.resolve(err(domainError('REMINDER_WITHOUT_NOTION'))),
};

/** What reminders need of a connection to Notion. */
export interface CommentDesk {
  /** Whom a comment may mention. */
  people(space: SpaceId): Promise<Result<readonly { readonly id: string; readonly name: string }[], DomainError>>;
  comment(
    space: SpaceId,
    page: string,
    pieces: readonly ({ readonly text: string } | { readonly person: string })[],
  ): Promise<Result<void, DomainError>>;
}

const folded = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** Comments by the connection of a space. People are looked up by their names each time: who they are may change there. */
export const createNotionComments = (desk: CommentDesk): NotionComments => {
  const idsOf = async (space: SpaceId, names: readonly string[]): Promise<Result<readonly string[], DomainError>> => {
    const people = await desk.people(space);
    if (!people.ok) return people;
    const ids: string[] = [];
    for (const name of names) {
      const [one, other] = people.value.filter((person) => folded(person.name) === folded(name));
      if (one === undefined || other !== undefined)
        return err(domainError('REMINDER_PERSON_UNKNOWN', { input: name.slice(0, 40) }));
      ids.push(one.id);
    }
    return ok(ids);
  };
  return {
    async check(space, people) {
      const ids = await idsOf(space, people);
      return ids.ok ? ok(undefined) : ids;
    },
    async comment(space, page, text, people) {
      const ids = await idsOf(space, people);
      if (!ids.ok) return ids;
      return desk.comment(space, page, [...ids.value.flatMap((person) => [{ person }, { text: ' ' }]), { text }]);
    },
  };
};
