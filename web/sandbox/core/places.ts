import type { APIChannel } from 'discord-api-types/v10';
import { ChannelType } from 'discord-api-types/v10';
import type { SandboxGuild, SandboxState } from '../../../src/sandbox/protocol.js';
import type { Place } from './model.js';

const position = (channel: APIChannel) => ('position' in channel && typeof channel.position === 'number' ? channel.position : 0);

/** Channels that hold messages, in the guild's order. */
export const textChannels = (guild: SandboxGuild): readonly APIChannel[] =>
  guild.channels
    .filter(({ type }) => type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement)
    .sort((a, b) => position(a) - position(b));

export const guildOf = (state: SandboxState | undefined, place: Place): SandboxGuild | undefined =>
  state?.guilds.find(({ id }) => id === place.guild);

export const channelsOf = (state: SandboxState, place: Place): readonly APIChannel[] => {
  const guild = guildOf(state, place);
  return guild ? textChannels(guild) : state.directMessages;
};

/** The same place if it still exists for this person, else the nearest: the guild's first channel, the first guild, the first message. */
export function settlePlace(state: SandboxState, place: Place): Place {
  const direct = state.directMessages.find(({ id }) => id === place.channel);
  if (direct && place.guild === undefined) return place;
  const guild = guildOf(state, place) ?? state.guilds[0];
  if (!guild) return { guild: undefined, channel: state.directMessages[0]?.id };
  const channels = textChannels(guild);
  return { guild: guild.id, channel: (channels.find(({ id }) => id === place.channel) ?? channels[0])?.id };
}
