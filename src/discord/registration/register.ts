import type { RESTPutAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Logger } from '../../domain/ports.js';
import { DiscordError } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import { CommandList, differs } from './shape.js';

interface RegisterDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly log: Logger;
}

const Application = z.looseObject({ id: z.string() });

/** The application's id, asked from Discord. @throws DiscordError */
export const readApplicationId = async (rest: Pick<DiscordRest, 'request'>): Promise<string> => {
  const application = await rest.request('GET', '/applications/@me').catch(() => rest.request('GET', '/oauth2/applications/@me'));
  return Application.parse(application).id;
};

/**
 * Makes Discord's list of our commands equal to `commands`, globally or in each of `guilds`; writes only where it differs. A place that
 * refuses (a guild that the bot is not in) is logged and left out. Returns in how many places it wrote.
 * @throws DiscordError (retryable)
 */
export const registerCommands = async (
  deps: RegisterDeps,
  applicationId: string,
  commands: RESTPutAPIApplicationCommandsJSONBody,
  guilds: readonly string[],
): Promise<number> => {
  const everywhere = `/applications/${applicationId}/commands` as const;
  const places =
    guilds.length === 0
      ? [everywhere]
      : guilds.map((guild) => `/applications/${applicationId}/guilds/${guild}/commands` as const);
  let written = 0;
  for (const place of places) {
    try {
      if (await registerAt(deps, place, commands)) written += 1;
    } catch (error) {
      if (!(error instanceof DiscordError) || error.retryable) throw error;
      deps.log.error({ place, reason: error.message }, 'Discord does not take the commands here');
    }
  }
  return written;
};

const registerAt = async (
  { rest, log }: RegisterDeps,
  place: `/${string}`,
  commands: RESTPutAPIApplicationCommandsJSONBody,
): Promise<boolean> => {
  const present = CommandList.parse(await rest.request('GET', place, { query: { with_localizations: 'true' } }));
  if (!differs(commands, present)) {
    log.debug({ place, commands: commands.length }, 'commands are as Discord has them');
    return false;
  }
  await rest.request('PUT', place, { body: commands });
  log.info({ place, commands: commands.length }, 'commands registered');
  return true;
};
