import { ChannelType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { GuildChannels } from '../../commands/deps.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { GuildId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import { hasPermission, PERMISSION } from '../../domain/permissions.js';
import { err, ok, type Result } from '../../domain/result.js';
import { DISCORD_CODE, hasCode, reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import { Overwrite, permissionsIn, type Somebody } from './channel-permissions.js';
import type { GuildFacts, GuildReader } from './facts.js';
import { ownRoles } from './hierarchy.js';

const Channel = z.looseObject({
  type: z.int(),
  guild_id: z.string().nullish(),
  permission_overwrites: z.array(Overwrite).default([]),
});

const WRITABLE: ReadonlySet<number> = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]);

/** What the bot needs in a channel, in the order in which a person would give it. */
const NEEDED = [
  [PERMISSION.viewChannel, 'CHANNEL_HIDDEN'],
  [PERMISSION.sendMessages, 'CHANNEL_READ_ONLY'],
  [PERMISSION.embedLinks, 'CHANNEL_EMBEDS_MISSING'],
] as const;

/** And for messages with files. */
const WITH_FILES = [...NEEDED, [PERMISSION.attachFiles, 'CHANNEL_FILES_MISSING']] as const;

/** The bot in a guild. */
export const ourselves = (guild: GuildFacts): Somebody => ({
  ...{ guild: guild.id, user: guild.self, roles: new Set(guild.own) },
  base: ownRoles(guild).reduce((all, role) => all | BigInt(role.permissions), 0n),
});

/** Asking about channels: by REST, so that both transports know the same. */
export const createChannelDesk = (deps: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: Pick<GuildReader, 'facts'>;
  readonly log: Logger;
}): GuildChannels => {
  const { rest, guilds, log } = deps;
  const failed = (guild: GuildId, error: unknown): Result<never, DomainError> => {
    if (hasCode(error, DISCORD_CODE.unknownChannel)) return err(domainError('CHANNEL_NOT_FOUND'));
    if (hasCode(error, DISCORD_CODE.missingAccess, DISCORD_CODE.missingPermissions)) return err(domainError('CHANNEL_HIDDEN'));
    log.warn({ guild, reason: reasonOf(error) }, 'a channel could not be read');
    return err(domainError('DISCORD_UNAVAILABLE'));
  };
  return {
    async check(guild, channel, also) {
      try {
        const [data, facts] = await Promise.all([rest.request('GET', `/channels/${channel}`), guilds.facts(guild)]);
        const read = Channel.parse(data);
        // A channel of another guild is none that anybody here knows.
        if (read.guild_id !== guild) return err(domainError('CHANNEL_NOT_FOUND'));
        if (!WRITABLE.has(read.type)) return err(domainError('CHANNEL_NOT_TEXT'));
        const may = permissionsIn(read.permission_overwrites, ourselves(facts));
        const missing = (also === 'files' ? WITH_FILES : NEEDED).find(([permission]) => !hasPermission(may, permission));
        return missing === undefined ? ok(undefined) : err(domainError(missing[1]));
      } catch (error) {
        return failed(guild, error);
      }
    },
  };
};
