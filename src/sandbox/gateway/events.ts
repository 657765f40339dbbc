import { GatewayIntentBits } from 'discord-api-types/v10';
import { z } from 'zod';
import type { WorldEvent } from '../world/events.js';
import { guildCreate } from '../world/present-guild.js';
import { apiChannel, apiMember, apiMemberFields, apiRole, apiUser, apiVoiceState } from '../world/present.js';
import type { World } from '../world/world.js';

/** A gateway event and who hears it. */
export interface Dispatch {
  readonly type: string;
  readonly data: unknown;
  readonly guildId: string | null;
  /** One bit; 0: everybody. */
  readonly intent: number;
}

/** What the app hears of a change in the world: null when nothing. Guilds without the bot are silent. */
export const dispatchOf = (world: World, event: WorldEvent): Dispatch | null => {
  if ('guild' in event) return ofGuild(world, event);
  if ('record' in event) return ofMessage(world, event);
  if ('thread' in event) return ofThread(world, event);
  return null;
};

const ofGuild = (world: World, event: Extract<WorldEvent, { guild: unknown }>): Dispatch | null => {
  const { guild } = event;
  const guild_id = guild.id;
  const about = (type: string, data: unknown, intent: number = GatewayIntentBits.Guilds): Dispatch => ({
    type,
    data,
    guildId: guild.id,
    intent,
  });
  if (event.type === 'guild_delete') return about('GUILD_DELETE', { id: guild.id });
  if (!guild.members.has(world.botId)) return null;
  switch (event.type) {
    case 'guild_create':
      return about('GUILD_CREATE', guildCreate(world, guild));
    case 'role_create':
    case 'role_update':
      return about(event.type === 'role_create' ? 'GUILD_ROLE_CREATE' : 'GUILD_ROLE_UPDATE', {
        guild_id,
        role: apiRole(event.role),
      });
    case 'role_delete':
      return about('GUILD_ROLE_DELETE', { guild_id, role_id: event.roleId });
    case 'member_add':
      return about('GUILD_MEMBER_ADD', { guild_id, ...apiMember(world, event.member) }, GatewayIntentBits.GuildMembers);
    case 'member_update': {
      const isOwn = event.member.userId === world.botId;
      return about(
        'GUILD_MEMBER_UPDATE',
        { guild_id, ...apiMember(world, event.member) },
        isOwn ? 0 : GatewayIntentBits.GuildMembers,
      );
    }
    case 'voice': {
      const member = guild.members.get(event.userId);
      return about(
        'VOICE_STATE_UPDATE',
        { guild_id, ...apiVoiceState(event), ...(member ? { member: apiMember(world, member) } : {}) },
        GatewayIntentBits.GuildVoiceStates,
      );
    }
    case 'member_remove': {
      const user = world.users.get(event.userId);
      return user ? about('GUILD_MEMBER_REMOVE', { guild_id, user: apiUser(user) }, GatewayIntentBits.GuildMembers) : null;
    }
  }
};

const THREAD_EVENTS = {
  thread_create: 'THREAD_CREATE',
  thread_update: 'THREAD_UPDATE',
  thread_delete: 'THREAD_DELETE',
} as const;

const ofThread = (world: World, { type, thread }: Extract<WorldEvent, { thread: unknown }>): Dispatch | null => {
  const guild = world.guilds.get(thread.guildId ?? '');
  if (!guild?.members.has(world.botId)) return null;
  const { id, guild_id, parent_id, ...rest } = z.record(z.string(), z.unknown()).parse(apiChannel(world, thread));
  const where = { id, guild_id, parent_id, type: rest['type'] };
  const data =
    type === 'thread_delete' ? where : { ...where, ...rest, ...(type === 'thread_create' ? { newly_created: true } : {}) };
  return { type: THREAD_EVENTS[type], data, guildId: guild.id, intent: GatewayIntentBits.Guilds };
};

const ofMessage = (world: World, event: Extract<WorldEvent, { record: unknown }>): Dispatch | null => {
  const { message, ephemeralFor } = event.record;
  if (ephemeralFor !== null) return null;
  const channel = world.channels.get(message.channel_id);
  if (!channel) return null;
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const bot = guild && world.botMember(guild);
  if (guild && !bot) return null;
  const inGuild = guild && bot ? { guild_id: guild.id, member: apiMemberFields(bot) } : {};
  const shared = {
    guildId: channel.guildId,
    intent: guild ? GatewayIntentBits.GuildMessages : GatewayIntentBits.DirectMessages,
  };
  if (event.type === 'message_delete') {
    return {
      ...shared,
      type: 'MESSAGE_DELETE',
      data: { id: message.id, channel_id: channel.id, ...(guild ? { guild_id: guild.id } : {}) },
    };
  }
  return {
    ...shared,
    type: event.type === 'message_create' ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE',
    data: { ...message, ...inGuild },
  };
};
