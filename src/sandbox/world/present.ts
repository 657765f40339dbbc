import {
  ChannelType,
  type APIChannel,
  type APIGuildMember,
  type APIRole,
  type APIUser,
  type APIVoiceState,
  type ChannelFlags,
  type GuildMemberFlags,
  type RoleFlags,
  type ThreadAutoArchiveDuration,
  type UserFlags,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Channel, Guild, Member, Role, ThreadState, User, VoiceState } from './model.js';
import type { World } from './world.js';

/** The world's things as Discord writes them. */

const NO_USER_FLAGS = z.custom<UserFlags>().parse(0);
const NO_MEMBER_FLAGS = z.custom<GuildMemberFlags>().parse(0);
const NO_ROLE_FLAGS = z.custom<RoleFlags>().parse(0);
const NO_CHANNEL_FLAGS = z.custom<ChannelFlags>().parse(0);

export const apiUser = (user: User): APIUser => ({
  id: user.id,
  username: user.username,
  discriminator: '0',
  global_name: user.globalName,
  avatar: user.avatar,
  banner: null,
  accent_color: null,
  avatar_decoration_data: null,
  public_flags: NO_USER_FLAGS,
  flags: NO_USER_FLAGS,
  ...(user.bot ? { bot: true } : {}),
});

export const isoTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '000+00:00');

/** A member without the user, as in `resolved` data and in MESSAGE_CREATE. */
export const apiMemberFields = (member: Member): Omit<APIGuildMember, 'user'> => ({
  avatar: null,
  banner: null,
  communication_disabled_until: null,
  deaf: false,
  flags: NO_MEMBER_FLAGS,
  joined_at: isoTime(member.joinedAt),
  mute: false,
  nick: member.nick,
  pending: false,
  premium_since: null,
  roles: [...member.roles],
});

/** @throws when the member is nobody, which the world never lets happen. */
export const apiMember = (world: World, member: Member): APIGuildMember => {
  const user = world.users.get(member.userId);
  if (!user) throw new Error(`member ${member.userId} without user`);
  return { ...apiMemberFields(member), user: apiUser(user) };
};

export const apiRole = (role: Role): APIRole => ({
  id: role.id,
  name: role.name,
  // Discord sends the old field too, and older libraries read it.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  color: role.color,
  colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
  hoist: role.hoist,
  icon: null,
  unicode_emoji: null,
  position: role.position,
  permissions: role.permissions,
  managed: role.managed,
  mentionable: role.mentionable,
  flags: NO_ROLE_FLAGS,
  ...(role.botId === null ? {} : { tags: { bot_id: role.botId } }),
});

const apiThread = (channel: Channel, thread: ThreadState): APIChannel => ({
  id: channel.id,
  type: ChannelType.PublicThread,
  guild_id: channel.guildId ?? '',
  parent_id: thread.parentId,
  owner_id: thread.ownerId,
  name: channel.name ?? '',
  rate_limit_per_user: 0,
  last_message_id: channel.lastMessageId,
  last_pin_timestamp: null,
  flags: NO_CHANNEL_FLAGS,
  message_count: thread.messages,
  total_message_sent: thread.messages,
  member_count: 1,
  thread_metadata: {
    archived: thread.archived,
    locked: thread.locked,
    auto_archive_duration: z.custom<ThreadAutoArchiveDuration>().parse(thread.autoArchiveMinutes),
    archive_timestamp: isoTime(thread.archiveChangedAt),
    create_timestamp: isoTime(thread.createdAt),
  },
  applied_tags: [],
});

/** What text and voice channels of a guild have alike. */
const inGuild = (channel: Channel) => ({
  id: channel.id,
  guild_id: channel.guildId ?? '',
  name: channel.name ?? '',
  position: channel.position,
  permission_overwrites: [],
  parent_id: null,
  nsfw: false,
  rate_limit_per_user: 0,
  last_message_id: channel.lastMessageId,
  flags: NO_CHANNEL_FLAGS,
});

const apiVoiceChannel = (channel: Channel): APIChannel => ({
  ...inGuild(channel),
  type: ChannelType.GuildVoice,
  bitrate: 64_000,
  user_limit: 0,
  rtc_region: null,
});

/** `viewer`: in direct messages the recipient is the other one. */
export const apiChannel = (world: World, channel: Channel, viewer?: string): APIChannel => {
  if (channel.type === 1) {
    const otherId = viewer !== undefined && viewer === channel.recipientId ? world.botId : channel.recipientId;
    const other = world.users.get(otherId ?? world.botId) ?? world.botUser;
    return {
      id: channel.id,
      type: ChannelType.DM,
      last_message_id: channel.lastMessageId,
      flags: NO_CHANNEL_FLAGS,
      recipients: [apiUser(other)],
      name: null,
    };
  }
  if (channel.thread) return apiThread(channel, channel.thread);
  if (channel.type === 2) return apiVoiceChannel(channel);
  return {
    ...inGuild(channel),
    type: ChannelType.GuildText,
    topic: channel.topic,
    last_pin_timestamp: null,
  };
};

/** As in GUILD_CREATE: without the guild and the member. */
export const apiVoiceState = ({
  userId,
  channelId,
  sessionId,
}: Omit<VoiceState, 'channelId'> & { readonly channelId: string | null }): Omit<APIVoiceState, 'guild_id' | 'member'> => ({
  channel_id: channelId,
  user_id: userId,
  session_id: sessionId,
  deaf: false,
  mute: false,
  self_deaf: false,
  self_mute: false,
  self_video: false,
  suppress: false,
  request_to_speak_timestamp: null,
});

export const apiMembers = (world: World, guild: Guild): APIGuildMember[] =>
  [...guild.members.values()].map((member) => apiMember(world, member));

export const apiRoles = (guild: Guild): APIRole[] => [...guild.roles.values()].map(apiRole);
