import type { DomainError } from '../../domain/errors.js';
import { guildSpace, type GuildId, type RoleId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import type { Spaces } from '../../engine/spaces.js';
import type { MessageKey, Translator } from '../../i18n/translator.js';
import { reasonOf } from '../errors.js';
import type { GuildReader } from '../guilds/facts.js';
import type { DiscordRest } from '../rest.js';

/** What an admin can do about it, by the error's code. */
const TEXTS: Partial<Record<DomainError['code'], MessageKey>> = {
  ROLE_NOT_FOUND: 'discord.roleWarning.notFound',
  ROLE_ABOVE_BOT: 'discord.roleWarning.aboveBot',
  ROLE_MANAGED: 'discord.roleWarning.managed',
  ROLE_PERMISSION_MISSING: 'discord.roleWarning.permissionMissing',
};

export type WarnAboutRole = (guild: GuildId, role: RoleId, error: DomainError) => Promise<void>;

/**
 * One message in the guild's system channel, where Discord itself writes to the community's people. Nobody gets a direct message that they
 * did not ask for; where there is no such channel, or the bot may not write there, `/admin roles show` tells.
 */
export const createWarner = (deps: {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: GuildReader;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly translate: (locale: string) => Translator;
  readonly log: Logger;
}): WarnAboutRole => {
  const { rest, guilds, spaces, translate, log } = deps;
  return async (guild, role, error) => {
    log.warn({ guild, role, problem: error.code }, 'a role cannot be given or taken');
    const key = TEXTS[error.code];
    if (key === undefined) return;
    try {
      const { systemChannel } = await guilds.facts(guild);
      if (systemChannel === null) return;
      const { settings } = await spaces.get(guildSpace(guild));
      const content = translate(settings.locale)(key, { role: `<@&${role}>` });
      await rest.request('POST', `/channels/${systemChannel}/messages`, { body: { content, allowed_mentions: { parse: [] } } });
    } catch (failure) {
      log.info({ guild, role, reason: reasonOf(failure) }, 'the warning about a role could not be posted');
    }
  };
};
