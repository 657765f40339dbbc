import { Client, GatewayIntentBits, Status } from 'discord.js';
import type { Clock, Logger } from '../../domain/ports.js';
import { restOptions } from '../rest.js';
import type { DiscordTime } from '../time.js';
import { keepPacketsOut } from './packets.js';

/**
 * Resolves when the shard may identify: Discord allows one in five seconds of those with the same `shard modulo max_concurrency`.
 * Rejects when `signal` does.
 */
export type IdentifyTurn = (shard: number, signal: AbortSignal) => Promise<void>;

export interface GatewayOptions {
  readonly apiUrl: string;
  readonly token: string;
  /** GUILD_MEMBERS is privileged: only when the operator asked for it. */
  readonly membersIntent: boolean;
  /** All shards of the bot, and which of them are ours; null: as many as Discord recommends, all of them ours. */
  readonly shards: { readonly count: number; readonly ids: readonly number[] } | null;
  /** Asked before each identify when other processes have shards of this bot too; discord.js knows only of its own. */
  readonly identify?: IdentifyTurn | undefined;
  readonly clock: Clock;
  readonly time: DiscordTime;
  readonly log: Logger;
}

/** Neither is privileged. Voice states are asked for always: a server can set a voice channel up at any time, and intents are said at the connection. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates];

/** With `auto` the count is asked from Discord; anything but discord.js' default, for which it would look at SHARD_COUNT itself. */
const ANY_COUNT = 2;

/**
 * discord.js' client with only what this bot needs: connections, sessions, heartbeats, resuming, sharding. Events are read raw, from
 * `client.ws`; nothing of discord.js' object model is built (packets.ts).
 */
export const createClient = (options: Omit<GatewayOptions, 'token'>): Client => {
  const { apiUrl, membersIntent, shards, identify, clock, time, log } = options;
  const client = new Client({
    intents: [...INTENTS, ...(membersIntent ? [GatewayIntentBits.GuildMembers] : [])],
    // Both are given always: what is left out, or equals a default, discord.js reads from the environment, past our configuration.
    shards: shards === null ? 'auto' : [...shards.ids],
    shardCount: shards?.count ?? ANY_COUNT,
    rest: restOptions(apiUrl, { clock, time }),
    ...(identify === undefined ? {} : { ws: { buildIdentifyThrottler: () => ({ waitForIdentify: identify }) } }),
  });
  keepPacketsOut(client, log);
  return client;
};

/** `ready`, `reconnecting`, ... as /admin system shows it. */
export const statusName = (status: Status): string => {
  const name = Status[status] as string | undefined;
  return (name ?? 'unknown').toLowerCase();
};
