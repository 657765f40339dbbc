import type { BotOptions } from '../discord/index.js';
import type { Sandbox } from '../sandbox/index.js';
import type { Config } from './config.js';
import type { WorkerLink } from './supervisor/worker.js';

/** Processes with the same shards look after the same spaces, and so do those without any. */
export const sweepingOf = ({ shardCount, shardIds }: Config['discord']): string =>
  shardCount === null || shardIds === null ? 'sweep:all' : `sweep:${shardCount}:${shardIds.join(',')}`;

/** The sandbox stands in for Discord whole: nothing that was configured for the real one fits it. */
export function botOptions(
  { discord }: Config,
  sandbox: Pick<Sandbox, 'apiUrl' | 'token' | 'applicationId' | 'clientSecret' | 'publicKey'> | null,
  supervisor: WorkerLink | null,
): BotOptions {
  if (sandbox !== null) {
    const { apiUrl, token, applicationId, clientSecret, publicKey } = sandbox;
    const { transport, membersIntent } = discord;
    return {
      apiUrl,
      token,
      applicationId,
      clientSecret,
      publicKey,
      transport,
      membersIntent,
      commandGuilds: [],
      shardCount: null,
      shardIds: null,
    };
  }
  const token = discord.token?.reveal();
  if (token === undefined) throw new Error('without a token there is a sandbox');
  const clientSecret = discord.clientSecret?.reveal() ?? null;
  if (supervisor === null) return { ...discord, token, clientSecret };
  const { processes, standby } = supervisor;
  return { ...discord, token, clientSecret, processes, standby, registersLater: true };
}
