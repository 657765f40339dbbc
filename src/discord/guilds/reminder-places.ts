import { z } from 'zod';
import type { GuildChannels } from '../../actions/guilds.js';
import type { People } from '../../actions/people.js';
import type { ReminderPlaces } from '../../actions/reminders/places.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { GuildId, RoleId } from '../../domain/ids.js';
import { hasPermission, PERMISSION } from '../../domain/permissions.js';
import type { Logger } from '../../domain/ports.js';
import { err, ok, type Result } from '../../domain/result.js';
import { DISCORD_CODE, hasCode, reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import { Overwrite, permissionsIn } from './channel-permissions.js';
import type { GuildReader } from './facts.js';
import { ourselves } from './guild-channels.js';

const Channel = z.looseObject({ permission_overwrites: z.array(Overwrite).default([]) });
/** What somebody needs to write into a channel. */
const WRITE = PERMISSION.viewChannel | PERMISSION.sendMessages;

/** Asking whether members may be reminded in channels: by REST, so that both transports know the same. */
export const createReminderPlaces = (deps: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: Pick<GuildReader, 'facts'>;
  readonly people: Pick<People, 'member'>;
  readonly channels: GuildChannels;
  readonly log: Logger;
}): ReminderPlaces => {
  const { rest, guilds, people, channels, log } = deps;

  /** What the role allows by itself, and what the two who want to mention it may there. */
  const mentioning = async (
    guild: GuildId,
    role: RoleId,
    may: { readonly member: bigint; readonly bot: bigint },
  ): Promise<Result<void, DomainError>> => {
    if ((role as string) === (guild as string)) return err(domainError('ROLE_NOT_MENTIONABLE'));
    const found = (await guilds.facts(guild)).roles.find(({ id }) => id === role);
    if (found === undefined) return err(domainError('ROLE_NOT_FOUND'));
    if (found.mentionable) return ok(undefined);
    if (!hasPermission(may.member, PERMISSION.mentionEveryone)) return err(domainError('ROLE_NOT_YOURS_TO_MENTION'));
    return hasPermission(may.bot, PERMISSION.mentionEveryone) ? ok(undefined) : err(domainError('ROLE_NOT_MENTIONABLE'));
  };

  return {
    async check(guild, user, channel, role) {
      const [bot, member] = await Promise.all([channels.check(guild, channel), people.member(guild, user)]);
      if (!member.ok) return member;
      if (member.value === null) return err(domainError('MEMBER_LEFT'));
      if (!bot.ok) return bot;
      try {
        const [data, facts] = await Promise.all([rest.request('GET', `/channels/${channel}`), guilds.facts(guild)]);
        const { permission_overwrites: said } = Channel.parse(data);
        const { roles, permissions: base } = member.value;
        const mayMember = permissionsIn(said, { guild, user, roles, base });
        if (!hasPermission(mayMember, WRITE)) return err(domainError('CHANNEL_NOT_YOURS'));
        return role === null
          ? ok(undefined)
          : await mentioning(guild, role, { member: mayMember, bot: permissionsIn(said, ourselves(facts)) });
      } catch (error) {
        if (hasCode(error, DISCORD_CODE.unknownChannel)) return err(domainError('CHANNEL_NOT_FOUND'));
        log.info({ guild, reason: reasonOf(error) }, 'Discord did not say who may be reminded in a channel');
        return err(domainError('DISCORD_UNAVAILABLE'));
      }
    },
  };
};
