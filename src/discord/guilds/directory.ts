import { ChannelType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { GuildDirectory } from '../../actions/guild-directory.js';
import { domainError } from '../../domain/errors.js';
import { hasPermission, PERMISSION } from '../../domain/permissions.js';
import type { Logger } from '../../domain/ports.js';
import { err, ok } from '../../domain/result.js';
import { reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import { Overwrite, permissionsIn } from './channel-permissions.js';
import type { GuildReader } from './facts.js';

const Channels = z.array(
  z.looseObject({
    id: z.string(),
    name: z.string().nullish(),
    type: z.int(),
    position: z.int().default(0),
    permission_overwrites: z.array(Overwrite).default([]),
  }),
);

const WRITABLE: ReadonlySet<number> = new Set([ChannelType.GuildText, ChannelType.GuildAnnouncement]);

/** The roles and channels of guilds, by REST, so that both transports know the same. */
export const createGuildDirectory = ({
  rest,
  guilds,
  log,
}: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: Pick<GuildReader, 'facts'>;
  readonly log: Logger;
}): GuildDirectory => ({
  async of({ guild, user, memberRoles }) {
    if (guild === null) return err(domainError('GUILD_ONLY'));
    try {
      const [{ roles }, all] = await Promise.all([
        guilds.facts(guild.id),
        rest.request('GET', `/guilds/${guild.id}/channels`).then((answer) => Channels.parse(answer)),
      ]);
      const asking = { guild: guild.id, user, roles: memberRoles, base: guild.permissions };
      return ok({
        roles: roles
          .filter(({ id }) => id !== guild.id)
          .toSorted((a, b) => b.position - a.position)
          .map(({ id, name }) => ({ id, name })),
        channels: all
          .filter(({ type }) => WRITABLE.has(type))
          .filter(({ permission_overwrites: said }) => hasPermission(permissionsIn(said, asking), PERMISSION.viewChannel))
          .toSorted((a, b) => a.position - b.position)
          .map(({ id, name }) => ({ id, name: name ?? id })),
      });
    } catch (error) {
      log.info({ guild: guild.id, reason: reasonOf(error) }, 'the roles and channels of a guild could not be read');
      return err(domainError('DISCORD_UNAVAILABLE'));
    }
  },
});
