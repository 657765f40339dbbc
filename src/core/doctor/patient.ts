import type { Clock, Random } from '../../domain/ports.js';
import type { Config } from '../config.js';
import type { Environment } from '../environment.js';
import type { Patient } from './check.js';
import { seeDiscord, type DiscordSeen } from './discord-seen.js';
import { seeRedis } from './redis-seen.js';
import { seeSandbox } from './sandbox-seen.js';
import { silent, uncounted } from './silent.js';

interface Tools {
  readonly clock: Clock;
  readonly random: Random;
}

/** Which Discord the bot would speak with: the real one, or the sandbox, when that runs. */
const discordOf = async ({ discord, sandbox, dataDir }: Config, { clock }: Tools): Promise<Patient['discord']> => {
  const { apiUrl, transport, membersIntent, commandGuilds, applicationId, publicKey } = discord;
  const see = (options: DiscordSeen['options']): DiscordSeen => seeDiscord(options, { clock, log: silent, metrics: uncounted });
  if (sandbox === null) {
    const token = discord.token?.reveal();
    if (token === undefined) return { none: 'no DISCORD_TOKEN is set' };
    return see({ apiUrl, token, transport, membersIntent, commandGuilds, applicationId, publicKey });
  }
  const local = await seeSandbox(dataDir);
  return 'none' in local ? local : see({ ...local, transport, membersIntent, commandGuilds: [], publicKey: null });
};

/** What the bot of this configuration would stand on. */
export const patientOf = async (
  config: Config,
  environment: Environment,
  tools: Tools,
): Promise<{ readonly patient: Patient; readonly close: () => Promise<void> }> => {
  const discord = await discordOf(config, tools);
  const redis = seeRedis(config, tools);
  return {
    patient: { config, environment, clock: tools.clock, discord, redis },
    close: async () => {
      if (!('none' in discord)) discord.close();
      await redis.close();
    },
  };
};
