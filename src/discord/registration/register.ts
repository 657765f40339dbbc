import type { RESTPutAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { z } from 'zod';
import type { Logger } from '../../domain/ports.js';
import { DiscordError, reasonOf } from '../errors.js';
import type { DiscordRest } from '../rest.js';
import { CommandList, differs } from './shape.js';

/** Which guilds have a list of commands of their own from us. Each may reject: the store is away. */
export interface OwnLists {
  all(application: string): Promise<readonly string[]>;
  add(application: string, guild: string): Promise<void>;
  remove(application: string, guild: string): Promise<void>;
}

interface RegisterDeps {
  readonly rest: Pick<DiscordRest, 'request'>;
  readonly ownLists: OwnLists;
  readonly log: Logger;
}

const Application = z.looseObject({ id: z.string() });

/** The application's id, asked from Discord. @throws DiscordError */
export const readApplicationId = async (rest: Pick<DiscordRest, 'request'>): Promise<string> => {
  const application = await rest.request('GET', '/applications/@me').catch(() => rest.request('GET', '/oauth2/applications/@me'));
  return Application.parse(application).id;
};

/** Documented for global commands only. */
const GLOBAL_FIELDS: readonly string[] = ['contexts', 'integration_types'];

/**
 * Makes Discord's list of our commands equal to `commands`, globally or in each of `guilds`; writes only where it differs. Guilds that had a list
 * of their own from an earlier start, and are not to have one any more, get it emptied: people would see every command twice. A place that refuses
 * (a guild that the bot is not in) is logged and left out. Returns in how many places it wrote.
 * @throws DiscordError (retryable)
 */
export const registerCommands = async (
  deps: RegisterDeps,
  applicationId: string,
  commands: RESTPutAPIApplicationCommandsJSONBody,
  guilds: readonly string[],
): Promise<number> => {
  const { ownLists, log } = deps;
  const ofGuild = (guild: string) => `/applications/${applicationId}/guilds/${guild}/commands` as const;
  const ownCommands = ownCommandsOf(commands);
  let written = 0;
  const at = async (place: `/${string}`, list: RESTPutAPIApplicationCommandsJSONBody): Promise<void> => {
    try {
      if (await registerAt(deps, place, list)) written += 1;
    } catch (error) {
      if (!(error instanceof DiscordError) || error.retryable) throw error;
      log.error({ place, reason: error.message }, 'Discord does not take the commands here');
    }
  };

  const everywhere = `/applications/${applicationId}/commands` as const;
  if (guilds.length === 0) await at(everywhere, commands);
  else await warnOfGlobal(deps, everywhere);
  for (const guild of guilds) {
    // Before it is written: a list that nobody remembers is never emptied.
    await ownLists.add(applicationId, guild).catch((error: unknown) => {
      log.warn({ guild, reason: reasonOf(error) }, 'it was not remembered that this server has commands of its own');
    });
    await at(ofGuild(guild), ownCommands);
  }
  for (const guild of await formerly(deps, applicationId, guilds)) {
    await at(ofGuild(guild), []);
    await ownLists.remove(applicationId, guild).catch((error: unknown) => {
      log.debug({ guild, reason: reasonOf(error) }, 'the server will be looked at once more at the next start');
    });
  }
  return written;
};

/** Not emptied: other servers may rely on it, and what their administrators allowed to whom would be gone with it. */
const warnOfGlobal = async ({ rest, log }: RegisterDeps, everywhere: `/${string}`): Promise<void> => {
  const present = CommandList.parse(await rest.request('GET', everywhere));
  if (present.length > 0)
    log.warn(
      { commands: present.length },
      'the commands are registered globally too, from an earlier start: where DISCORD_COMMAND_GUILDS names a server, people see each twice',
    );
};

/** Guilds that had a list of their own, and shall not have one. */
const formerly = async ({ ownLists, log }: RegisterDeps, application: string, now: readonly string[]): Promise<string[]> => {
  try {
    return (await ownLists.all(application)).filter((guild) => !now.includes(guild));
  } catch (error) {
    log.warn({ reason: reasonOf(error) }, 'which servers have commands of their own from an earlier start could not be read');
    return [];
  }
};

const withoutGlobalFields = <T extends object>(command: T): T =>
  Object.fromEntries(Object.entries(command).filter(([field]) => !GLOBAL_FIELDS.includes(field))) as T;

/** The list of a single guild: without what is documented for global commands only. */
export const ownCommandsOf = (commands: RESTPutAPIApplicationCommandsJSONBody): RESTPutAPIApplicationCommandsJSONBody =>
  commands.map(withoutGlobalFields);

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
