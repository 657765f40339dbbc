import { GatewayFlags } from '../gateway-flags.js';
import type { Application } from '../discord-seen.js';
import type { Check } from '../check.js';
import { NO_DISCORD, amber, green, grey, red, type Finding } from '../finding.js';
import { wantedIn } from '../wanted-permissions.js';

const NOT_ASKED = grey('not looked at: Discord could not be asked about the application');

/** May the bot ask for what DISCORD_MEMBERS_INTENT wants? Discord closes the connection of one that may not (4014). */
export const judgeIntents = (flags: number, membersIntent: boolean): Finding => {
  if (!membersIntent) return green('no privileged intent is needed');
  return (flags & (GatewayFlags.members | GatewayFlags.membersLimited)) === 0
    ? red(
        'DISCORD_MEMBERS_INTENT is true, and the application has no Server Members Intent: Discord refuses the connection',
        'Switch on “Server Members Intent” on the Bot page of the Developer Portal, or set DISCORD_MEMBERS_INTENT=false',
      )
    : green('the Server Members Intent is switched on');
};

export const intents: Check = {
  name: 'Intents',
  async look({ discord }) {
    if ('none' in discord) return [NO_DISCORD];
    const known = await discord.application().catch(() => null);
    return [known === null ? NOT_ASKED : judgeIntents(known.flags, discord.options.membersIntent)];
  },
};

const PAGE = 'on the Installation page of the Developer Portal';

/** Does “Add App” bring the bot into a server, with what it needs there? */
export const judgeInstallation = (application: Application): readonly Finding[] => {
  const findings: Finding[] = [];
  if (application.bot_require_code_grant)
    findings.push(
      red(
        'the bot requires an OAuth2 code grant, so nobody can add it',
        'Switch that off on the Bot page of the Developer Portal',
      ),
    );
  const custom = application.custom_install_url ?? null;
  const types = application.integration_types_config ?? null;
  const ofServers = types?.['0'];
  const params = ofServers?.oauth2_install_params ?? application.install_params ?? null;
  if (types !== null && ofServers === undefined)
    return [...findings, red('the application cannot be installed in servers', `Choose “Guild Install” ${PAGE}`)];
  if (params === null)
    return [
      ...findings,
      custom === null
        ? amber(
            '“Add App” has no settings for servers, so the bot comes without commands or permissions',
            `Set scopes and permissions ${PAGE}, or add it by a link with scope=bot+applications.commands`,
          )
        : green(`installed by a link of your own: ${custom}`),
    ];
  const scopes = ['bot', 'applications.commands'].filter((scope) => !params.scopes.includes(scope));
  if (scopes.length > 0)
    findings.push(red(`“Add App” lacks the scope ${scopes.join(' and ')}`, `Add it under “Guild Install” ${PAGE}`));
  const lacking = wantedIn(params.permissions);
  if (lacking.length > 0)
    findings.push(amber(`“Add App” does not ask for ${lacking.join(', ')}`, `Add that under “Guild Install” ${PAGE}`));
  return findings.length > 0 ? findings : [green('“Add App” brings the bot, its commands and its permissions')];
};

export const installation: Check = {
  name: 'Install settings',
  async look({ discord }) {
    if ('none' in discord) return [NO_DISCORD];
    const known = await discord.application().catch(() => null);
    return known === null ? [NOT_ASKED] : judgeInstallation(known);
  },
};
