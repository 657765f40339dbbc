import { DiscordError } from '../../../discord/errors.js';
import type { Application, DiscordSeen } from '../discord-seen.js';
import type { Check } from '../check.js';
import { amber, green, grey, red, type Finding } from '../finding.js';

const PORTAL = 'in the Developer Portal, General Information';

/** Do interactions reach us? Discord sends them to the endpoint when one is set, else over the gateway. */
export const judgeEndpoint = (url: string | null, transport: 'gateway' | 'http'): Finding => {
  if (transport === 'gateway')
    return url === null
      ? green('interactions come over the gateway')
      : red(
          `an Interactions Endpoint URL is set (${url}), so no click reaches the gateway`,
          `Empty “Interactions Endpoint URL” ${PORTAL}, or set DISCORD_TRANSPORT=http`,
        );
  if (url === null)
    return red(
      'no Interactions Endpoint URL is set, so no click reaches DISCORD_TRANSPORT=http',
      `Start the bot, then enter https://<your host>/interactions as “Interactions Endpoint URL” ${PORTAL}`,
    );
  return URL.canParse(url) && new URL(url).pathname.endsWith('/interactions')
    ? green(`interactions come to ${url}`)
    : amber(`interactions come to ${url}; the bot listens on /interactions`, 'Let your proxy lead there, or correct the URL');
};

/** What is configured here against what Discord has. */
export const judgeIdentity = (application: Application, options: DiscordSeen['options']): readonly Finding[] => {
  const findings: Finding[] = [];
  if (options.applicationId !== null && options.applicationId !== application.id)
    findings.push(
      red(
        `DISCORD_APPLICATION_ID is ${options.applicationId}, and the token is of ${application.id}`,
        'Leave DISCORD_APPLICATION_ID away, or set it to that of the token',
      ),
    );
  if (options.transport === 'http' && options.publicKey !== null && options.publicKey !== application.verify_key.toLowerCase())
    findings.push(
      red('DISCORD_PUBLIC_KEY is not that of this application, so every interaction is refused', `Copy “Public Key” ${PORTAL}`),
    );
  return findings;
};

const unreachable = (error: unknown): Finding => {
  if (!(error instanceof DiscordError)) throw error;
  if (error.status === 401)
    return red(
      'Discord does not accept the token',
      'Reset the token on the Bot page of the Developer Portal, and set DISCORD_TOKEN to the new one',
    );
  return red(
    `Discord cannot be asked: ${error.message}`,
    'Look at the network, a proxy or firewall, DISCORD_API_URL, and discordstatus.com',
  );
};

/** The token, whose it is, and which way interactions take. */
export const application: Check = {
  name: 'Application',
  async look({ discord }) {
    if ('none' in discord) return [grey(`not looked at: ${discord.none}`)];
    try {
      const known = await discord.application();
      const { transport } = discord.options;
      return [
        green(`the token is accepted, of application ${known.id}`),
        ...judgeIdentity(known, discord.options),
        judgeEndpoint(known.interactions_endpoint_url ?? null, transport),
      ];
    } catch (error) {
      return [unreachable(error)];
    }
  },
};
