import type { DomainError } from '../../domain/errors.js';
import { guildOf, type SpaceId } from '../../domain/ids.js';
import type { Logger } from '../../domain/ports.js';
import type { Spaces } from '../../engine/spaces.js';
import type { Translator } from '../../i18n/translator.js';
import { reasonOf } from '../errors.js';
import type { GuildReader } from '../guilds/facts.js';
import type { DiscordRest } from '../rest.js';
import type { DesiredState } from './definition.js';

export type Warn = (space: SpaceId, subject: string, error: DomainError) => Promise<void>;

export interface WarnerDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly guilds: Pick<GuildReader, 'facts'>;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly translate: (locale: string) => Translator;
  readonly log: Logger;
}

/**
 * One message in the guild's system channel, where Discord itself writes to the community's people. Nobody gets a direct message that they
 * did not ask for; where there is no such channel, or the bot may not write there, the log tells, and the command that lists problems.
 */
export const createWarner = (
  { name, warning }: Pick<DesiredState<string, never, never, never>, 'name' | 'warning'>,
  { rest, guilds, spaces, translate, log }: WarnerDeps,
): Warn => {
  return async (space, subject, error) => {
    log.warn({ of: name, space, subject, problem: error.code }, 'Discord refuses what it should show; a person has to mend that');
    const guild = guildOf(space);
    if (guild === null) return;
    try {
      const { settings } = await spaces.get(space);
      const content = warning(error, subject, translate(settings.locale));
      if (content === null) return;
      const { systemChannel } = await guilds.facts(guild);
      if (systemChannel === null) return;
      await rest.request('POST', `/channels/${systemChannel}/messages`, { body: { content, allowed_mentions: { parse: [] } } });
    } catch (failure) {
      log.info({ of: name, space, subject, reason: reasonOf(failure) }, 'the warning about it could not be posted');
    }
  };
};
