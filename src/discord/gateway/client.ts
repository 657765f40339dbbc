import { Client, GatewayDispatchEvents, GatewayIntentBits, Options, Status } from 'discord.js';
import { z } from 'zod';
import type { Logger } from '../../domain/ports.js';
import { reasonOf } from '../errors.js';
import { restOptions } from '../rest.js';

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
  readonly log: Logger;
}

/** With `auto` the count is asked from Discord; anything but discord.js' default, for which it would look at SHARD_COUNT itself. */
const ANY_COUNT = 2;

/**
 * discord.js' client with only what this bot needs: connections, sessions, heartbeats, resuming, sharding. Events are read raw, from
 * `client.ws`; of discord.js' object model only what cannot be switched off stays in memory.
 */
export const createClient = ({ apiUrl, membersIntent, shards, identify, log }: Omit<GatewayOptions, 'token'>): Client => {
  const client = new Client({
    intents: membersIntent ? [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers] : [GatewayIntentBits.Guilds],
    // Both are given always: what is left out, or equals a default, discord.js reads from the environment, past our configuration.
    shards: shards === null ? 'auto' : [...shards.ids],
    shardCount: shards?.count ?? ANY_COUNT,
    rest: restOptions(apiUrl),
    ...(identify === undefined ? {} : { ws: { buildIdentifyThrottler: () => ({ waitForIdentify: identify }) } }),
    makeCache: Options.cacheWithLimits({
      ApplicationCommandManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildForumThreadManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      GuildTextThreadManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
      VoiceStateManager: 0,
    }),
    sweepers: { threads: { interval: 600, lifetime: 60 } },
  });
  guardPacketHandlers(client, log);
  return client;
};

const Packet = z.looseObject({ t: z.string().nullable() });

/**
 * discord.js builds objects of every packet. For interactions that is work for nothing (ours are read raw), and where a field is missing
 * that Discord documents as optional it throws in the middle of its socket handler, which would end the process.
 */
const guardPacketHandlers = (client: Client, log: Logger): void => {
  const original: unknown = Reflect.get(client.ws, 'handlePacket');
  if (typeof original !== 'function') return;
  Reflect.set(client.ws, 'handlePacket', (packet: unknown, shard: unknown): unknown => {
    const type = Packet.safeParse(packet).data?.t ?? null;
    if (type === GatewayDispatchEvents.InteractionCreate) return true;
    try {
      const handled: unknown = Reflect.apply(original, client.ws, [packet, shard]);
      return handled;
    } catch (error) {
      log.warn({ event: type, reason: reasonOf(error) }, 'discord.js could not read an event');
      return false;
    }
  });
};

/** `ready`, `reconnecting`, ... as /admin system shows it. */
export const statusName = (status: Status): string => {
  const name = Status[status] as string | undefined;
  return (name ?? 'unknown').toLowerCase();
};
