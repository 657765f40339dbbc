import { z } from 'zod';
import type { GuildNames } from '../../commands/deps.js';
import { atOnce } from '../../domain/at-once.js';
import type { GuildId, UserId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { isMemberGone, reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';

const Guild = z.looseObject({ name: z.string() });
const Member = z.looseObject({
  nick: z.string().nullish(),
  user: z.looseObject({ global_name: z.string().nullish(), username: z.string() }),
});

/** Members asked for at once. Without the members intent, Discord tells of members one by one. */
const WIDTH = 5;

/** What guilds and their members are called, as Discord says. */
export const createGuildNames = ({
  rest,
  log,
}: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly log: Logger;
}): GuildNames => {
  const nameOf = async (guild: GuildId, user: UserId): Promise<string | null> => {
    try {
      const { nick, user: account } = Member.parse(await rest.request('GET', `/guilds/${guild}/members/${user}`));
      return nick ?? account.global_name ?? account.username;
    } catch (error) {
      if (!isMemberGone(error)) log.info({ guild, user, reason: reasonOf(error) }, 'the name of a member could not be read');
      return null;
    }
  };
  return {
    async guild(guild) {
      try {
        return Guild.parse(await rest.request('GET', `/guilds/${guild}`)).name;
      } catch (error) {
        log.info({ guild, reason: reasonOf(error) }, 'the name of a guild could not be read');
        return null;
      }
    },
    async members(guild, users) {
      const names = await atOnce(users, WIDTH, async (user) => [user, await nameOf(guild, user)] as const);
      return new Map(names.flatMap(([user, name]) => (name === null ? [] : [[user, name] as const])));
    },
  };
};
