import { commandPayloads } from '../../../commands/index.js';
import { reasonOf } from '../../../discord/errors.js';
import { CommandList, differs } from '../../../discord/registration/shape.js';
import { ownCommandsOf } from '../../../discord/registration/register.js';
import type { DiscordSeen } from '../discord-seen.js';
import type { Check } from '../check.js';
import { NO_DISCORD, amber, green, grey, red, type Finding } from '../finding.js';

const START = 'Start the bot: it registers them';

const judgeList = (where: string, wanted: readonly object[], present: readonly Readonly<Record<string, unknown>>[]): Finding => {
  if (present.length === 0) return amber(`no commands are registered ${where}`, START);
  return differs(wanted, present)
    ? amber(`the ${present.length} commands that are registered ${where} are not those of this version`, START)
    : green(`${present.length} commands are registered ${where}, as this version has them`);
};

const listAt = async ({ rest }: DiscordSeen, place: `/${string}`) =>
  CommandList.parse(await rest.request('GET', place, { query: { with_localizations: 'true' } }));

/** Compared as a start compares them before it writes. */
export const commands: Check = {
  name: 'Commands',
  async look({ discord }) {
    if ('none' in discord) return [NO_DISCORD];
    const known = await discord.application().catch(() => null);
    if (known === null) return [grey('not looked at: Discord could not be asked about the application')];
    const base = `/applications/${known.id}` as const;
    const wanted = commandPayloads();
    const everywhere = await listAt(discord, `${base}/commands`);
    const { commandGuilds } = discord.options;
    if (commandGuilds.length === 0) return [judgeList('globally', wanted, everywhere)];
    const twice =
      everywhere.length === 0
        ? []
        : [
            amber(
              'commands are registered globally too: where DISCORD_COMMAND_GUILDS names a server, people see each twice',
              'Empty DISCORD_COMMAND_GUILDS, or delete the global ones',
            ),
          ];
    const own = ownCommandsOf(wanted);
    const lists = commandGuilds.map(async (guild): Promise<Finding> => {
      try {
        return judgeList(`in server ${guild}`, own, await listAt(discord, `${base}/guilds/${guild}/commands`));
      } catch (error) {
        return red(
          `the commands of server ${guild} cannot be read: ${reasonOf(error)}`,
          'Add the bot to that server, or take it out of DISCORD_COMMAND_GUILDS',
        );
      }
    });
    return [...(await Promise.all(lists)), ...twice];
  },
};
