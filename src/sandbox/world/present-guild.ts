import type { Guild } from './model.js';
import { apiChannel, apiMember, apiRoles, apiVoiceState, isoTime } from './present.js';
import { activeThreadsOf, channelsOf } from './threads.js';
import type { World } from './world.js';

/** The fields of GET /guilds/:id. */
export const apiGuild = (guild: Guild): Record<string, unknown> => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  splash: null,
  discovery_splash: null,
  owner_id: guild.ownerId,
  afk_channel_id: guild.afkChannelId,
  afk_timeout: 300,
  verification_level: 1,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  roles: apiRoles(guild),
  emojis: [],
  stickers: [],
  features: [],
  mfa_level: 0,
  application_id: null,
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  max_members: 500_000,
  max_presences: null,
  vanity_url_code: null,
  description: null,
  banner: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: guild.locale,
  public_updates_channel_id: null,
  nsfw_level: 0,
  nsfw: false,
  premium_progress_bar_enabled: false,
  safety_alerts_channel_id: null,
  incidents_data: null,
  region: 'deprecated',
});

/** GUILD_CREATE. Without the presences intent it carries no member but the bot and those in voice channels. */
export const guildCreate = (world: World, guild: Guild): Record<string, unknown> => {
  const bot = world.botMember(guild);
  const talking = [...guild.voice.keys()].flatMap((id) => guild.members.get(id) ?? []);
  return {
    ...apiGuild(guild),
    joined_at: isoTime(bot?.joinedAt ?? 0),
    large: guild.members.size > 250,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [...guild.voice.values()].map(apiVoiceState),
    members: [...(bot ? [bot] : []), ...talking].map((member) => apiMember(world, member)),
    channels: channelsOf(guild).map((channel) => apiChannel(world, channel)),
    threads: activeThreadsOf(guild).map((thread) => apiChannel(world, thread)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
};
