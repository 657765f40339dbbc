import { Events, GatewayDispatchEvents, type Client } from 'discord.js';
import type { z } from 'zod';
import type { APIInteraction } from 'discord-api-types/v10';
import { reasonOf } from '../errors.js';
import { isInteraction } from '../interaction.js';
import { createClient, statusName, type GatewayOptions } from './client.js';
import { tellRefusedIdentify } from './refused-identify.js';
import type { VoiceState } from '../voice/index.js';
import {
  GuildCreateEvent,
  GuildEvent,
  GuildPartEvent,
  MemberEvent,
  MemberUpdateEvent,
  ReadyEvent,
  VoiceStateEvent,
} from './events.js';

/** What the gateway tells the rest of the bot. Ids are snowflakes. */
export interface GatewayListener {
  interaction(interaction: APIInteraction): void;
  /** The bot was added to a guild. */
  guildJoined(guild: string): void;
  /** An event says that the bot was removed from a guild, or that the guild is gone; never an outage. To be asked about before it is believed. */
  guildRemoved(guild: string): void;
  /** Roles, settings, or the bot's own membership of a guild changed. */
  guildChanged(guild: string): void;
  /** Only with the members intent. */
  memberLeft(guild: string, user: string): void;
  /** The same. */
  memberJoined(guild: string, user: string): void;
  /** The same: the roles that the member has now. */
  memberChanged(guild: string, user: string, roles: readonly string[]): void;
  /** Somebody joined, left or changed voice channels, or was muted. */
  voiceMoved(guild: string, state: VoiceState): void;
  /** Who is in the voice channels of a guild, and which of them is for those who are away: at each connection. */
  voiceFound(guild: string, states: readonly VoiceState[], afk: string | null): void;
  /** Which voice channel is for those who are away. */
  afkChannel(guild: string, afk: string | null): void;
}

export interface ShardStatus {
  readonly id: number;
  readonly state: string;
  readonly pingMs: number | null;
  readonly guilds: number;
}

export interface Gateway {
  /** Resolves when every shard is connected. @throws when Discord refuses the token or the intents */
  start(): Promise<void>;
  stop(): Promise<void>;
  shards(): readonly ShardStatus[];
  /** Guilds of our shards that the bot is in; null until every shard has said so. */
  guilds(): ReadonlySet<string> | null;
  /** Is this guild served by one of our shards? */
  owns(guild: string): boolean;
}

/** Discord may not answer our goodbye; then we leave anyway, ms. */
const GOODBYE_MS = 3_000;

export const createGateway = (options: GatewayOptions, listener: GatewayListener): Gateway => {
  const { clock, log } = options;
  const client = createClient(options);
  const guilds = new Map<number, Set<string>>();
  const guildsOf = (shard: number): Set<string> => {
    const known = guilds.get(shard) ?? new Set<string>();
    guilds.set(shard, known);
    return known;
  };

  /** Reads the raw event; what does not fit, or makes us fail, is logged: an exception here would end the process. */
  const on = <T>(event: GatewayDispatchEvents, schema: z.ZodType<T>, handle: (data: T, shard: number) => void): void => {
    client.ws.on(event, (data: unknown, shard) => {
      const parsed = schema.safeParse(data);
      if (!parsed.success) {
        log.warn({ event, shard }, 'an event of the gateway without the documented fields');
        return;
      }
      try {
        handle(parsed.data, shard);
      } catch (error) {
        log.error({ event, shard, reason: reasonOf(error) }, 'an event of the gateway could not be handled');
      }
    });
  };

  let self: string | null = null;
  on(GatewayDispatchEvents.Ready, ReadyEvent, (ready, shard) => {
    self = ready.user.id;
    guilds.set(shard, new Set(ready.guilds.map((guild) => guild.id)));
  });
  on(GatewayDispatchEvents.GuildCreate, GuildCreateEvent, (guild, shard) => {
    const known = guildsOf(shard).has(guild.id);
    guildsOf(shard).add(guild.id);
    if (!known) listener.guildJoined(guild.id);
    else listener.guildChanged(guild.id);
    if (guild.unavailable === true) return;
    const roles = new Map(guild.members.map(({ user, roles: held }) => [user.id, held]));
    const states = guild.voice_states.map(({ user_id: user, channel_id: channel }) => ({
      ...{ user, channel, roles: roles.get(user) ?? null },
    }));
    listener.voiceFound(guild.id, states, guild.afk_channel_id ?? null);
  });
  on(
    GatewayDispatchEvents.VoiceStateUpdate,
    VoiceStateEvent,
    ({ guild_id: guild, channel_id: channel, user_id: user, member }) => {
      if (guild !== undefined && user !== self) listener.voiceMoved(guild, { user, channel, roles: member?.roles ?? null });
    },
  );
  on(GatewayDispatchEvents.GuildDelete, GuildEvent, (guild, shard) => {
    if (guild.unavailable === true) return;
    guildsOf(shard).delete(guild.id);
    listener.guildRemoved(guild.id);
  });
  on(GatewayDispatchEvents.GuildUpdate, GuildEvent, (guild) => {
    listener.guildChanged(guild.id);
    listener.afkChannel(guild.id, guild.afk_channel_id ?? null);
  });
  for (const event of [
    GatewayDispatchEvents.GuildRoleCreate,
    GatewayDispatchEvents.GuildRoleUpdate,
    GatewayDispatchEvents.GuildRoleDelete,
  ])
    on(event, GuildPartEvent, ({ guild_id: guild }) => listener.guildChanged(guild));
  on(GatewayDispatchEvents.GuildMemberUpdate, MemberUpdateEvent, ({ guild_id: guild, user, roles }) => {
    if (user.id === self) listener.guildChanged(guild);
    else if (roles !== undefined) listener.memberChanged(guild, user.id, roles);
  });
  on(GatewayDispatchEvents.GuildMemberAdd, MemberEvent, ({ guild_id: guild, user }) => {
    if (user.id !== self) listener.memberJoined(guild, user.id);
  });
  on(GatewayDispatchEvents.GuildMemberRemove, MemberEvent, ({ guild_id: guild, user }) => {
    if (user.id !== self) listener.memberLeft(guild, user.id);
  });
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (data: unknown, shard) => {
    if (isInteraction(data)) listener.interaction(data);
    else log.warn({ shard }, 'an interaction without the documented fields');
  });
  logConnection(client, options);
  tellRefusedIdentify(client, log);

  return {
    start: async () => {
      await client.login(options.token);
    },
    stop: () =>
      new Promise((resolve, reject) => {
        // Our own goodbye is no lost connection.
        client.removeAllListeners(Events.ShardReconnecting);
        const cancel = clock.after(GOODBYE_MS, resolve);
        client.destroy().then(() => {
          cancel();
          resolve();
        }, reject);
      }),
    shards: () =>
      client.ws.shards.map((shard) => ({
        id: shard.id,
        state: statusName(shard.status),
        pingMs: shard.ping >= 0 ? shard.ping : null,
        guilds: guilds.get(shard.id)?.size ?? 0,
      })),
    guilds: () =>
      client.ws.shards.size > 0 && client.ws.shards.every((shard) => guilds.has(shard.id))
        ? new Set([...guilds.values()].flatMap((known) => [...known]))
        : null,
    owns: (guild) => {
      const { shards } = options;
      return shards === null || shards.ids.includes(Number((BigInt(guild) >> 22n) % BigInt(shards.count)));
    },
  };
};

/** Connection events in the log. discord.js reconnects by itself. */
const logConnection = (client: Client, { log }: GatewayOptions): void => {
  client.on(Events.ShardReady, (shard) => log.info({ shard }, 'connected to the gateway'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'resumed the gateway session'));
  client.on(Events.ShardReconnecting, (shard) => log.warn({ shard }, 'the gateway connection was lost; reconnecting'));
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.error({ shard, code }, 'the gateway refused us for good'));
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, reason: error.message }, 'gateway connection error'));
  client.on(Events.Error, (error) => log.error({ reason: error.message }, 'the Discord client failed'));
  client.on(Events.Invalidated, () => log.error({}, 'the gateway session was invalidated'));
};
