/** Guilds as GUILD_CREATE shows them: as much as a lively server has, so that what the bot keeps of them can be weighed. */
export const APPLICATION_ID = '900000000000000002';
const EPOCH = 1_420_070_400_000n;

export const snowflake = (ms: number, count: number): string => String(((BigInt(ms) - EPOCH) << 22n) | BigInt(count & 0x3f_ffff));

/** Snowflakes whose shard of one is 0, the same in every run; used by Redis' population too. */
export const guildIdOf = (guild: number): string => `91${10 ** 15 + guild}`;
export const memberIdOf = (member: number): string => `21${10 ** 15 + member}`;

/** Role and channel ids of a guild. */
const partId = (guild: number, part: number): string => `8${String(guild).padStart(8, '0')}${String(part).padStart(8, '0')}`;
export const roleIdOf = (guild: number, role: number): string => partId(guild, role + 1);
export const channelIdOf = (guild: number, channel: number): string => partId(guild, 1_000 + channel);

export interface GuildShape {
  readonly channels: number;
  readonly roles: number;
}

const role = (guild: number, index: number, permissions: string, name: string) => ({
  id: roleIdOf(guild, index),
  name,
  color: (index * 7_919) & 0xff_ffff,
  colors: { primary_color: (index * 7_919) & 0xff_ffff, secondary_color: null, tertiary_color: null },
  hoist: index % 3 === 0,
  icon: null,
  unicode_emoji: null,
  position: index + 1,
  permissions,
  managed: false,
  mentionable: false,
  flags: 0,
});

export const botUser = {
  id: APPLICATION_ID,
  username: 'punchcard',
  discriminator: '0',
  avatar: null,
  global_name: null,
  bot: true,
};

const ADMINISTRATOR = '8';
const EVERYDAY = '2248473465835073';

export const rolesOf = (guild: number, shape: GuildShape) => [
  { ...role(guild, 0, EVERYDAY, '@everyone'), id: guildIdOf(guild), position: 0 },
  ...Array.from({ length: shape.roles - 2 }, (_, index) => role(guild, index + 1, EVERYDAY, `Team ${index + 1}`)),
  { ...role(guild, shape.roles, ADMINISTRATOR, 'Punchcard'), managed: true, tags: { bot_id: APPLICATION_ID } },
];

const channel = (guild: number, index: number, roles: number) => ({
  id: channelIdOf(guild, index),
  type: index % 10 === 0 ? 4 : index % 5 === 1 ? 2 : 0,
  name: `channel-${index}`,
  position: index,
  parent_id: index % 10 === 0 ? null : channelIdOf(guild, index - (index % 10)),
  topic: index % 4 === 0 ? `What the team of channel ${index} talks about, day by day` : null,
  nsfw: false,
  last_message_id: partIdOfMessage(guild, index),
  rate_limit_per_user: 0,
  flags: 0,
  permission_overwrites: Array.from({ length: 2 }, (_, overwrite) => ({
    id: overwrite === 0 ? guildIdOf(guild) : roleIdOf(guild, 1 + ((index + overwrite) % (roles - 2))),
    type: 0,
    allow: '1024',
    deny: '2048',
  })),
});
const partIdOfMessage = (guild: number, index: number): string => partId(guild, 90_000 + index);

export const botMember = (guild: number, shape: GuildShape) => ({
  user: botUser,
  nick: null,
  avatar: null,
  roles: [roleIdOf(guild, shape.roles)],
  joined_at: '2024-01-01T00:00:00.000000+00:00',
  premium_since: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
});

const emoji = (guild: number, index: number) => ({
  id: partId(guild, 5_000 + index),
  name: `emoji_${index}`,
  roles: [],
  require_colons: true,
  managed: false,
  animated: false,
  available: true,
});

/** `guild` counts from 0. The bot is its only member that is sent, as without the members intent. */
export const guildPayload = (guild: number, shape: GuildShape) => ({
  id: guildIdOf(guild),
  name: `Guild ${guild}`,
  icon: null,
  splash: null,
  discovery_splash: null,
  description: null,
  banner: null,
  owner_id: memberIdOf(guild),
  preferred_locale: 'en-US',
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  system_channel_id: channelIdOf(guild, 2),
  system_channel_flags: 0,
  widget_enabled: false,
  verification_level: 1,
  default_message_notifications: 1,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw_level: 0,
  nsfw: false,
  premium_tier: 0,
  premium_subscription_count: 0,
  premium_progress_bar_enabled: false,
  rules_channel_id: null,
  public_updates_channel_id: null,
  safety_alerts_channel_id: null,
  application_id: null,
  vanity_url_code: null,
  max_members: 500_000,
  max_video_channel_users: 25,
  features: ['COMMUNITY', 'NEWS'],
  roles: rolesOf(guild, shape),
  emojis: Array.from({ length: 20 }, (_, index) => emoji(guild, index)),
  stickers: [],
  channels: Array.from({ length: shape.channels }, (_, index) => channel(guild, index, shape.roles)),
  members: [botMember(guild, shape)],
  threads: [],
  voice_states: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  joined_at: '2024-01-01T00:00:00.000000+00:00',
  large: false,
  unavailable: false,
  member_count: 100,
});
