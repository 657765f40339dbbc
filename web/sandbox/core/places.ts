import type { APIChannel, APIThreadChannel } from 'discord-api-types/v10';
import { ChannelType } from 'discord-api-types/v10';
import type { SandboxGuild, SandboxState } from '../../../src/sandbox/protocol.js';
import type { Place } from './model.js';

const position = (channel: APIChannel) => ('position' in channel && typeof channel.position === 'number' ? channel.position : 0);

/** Channels that hold messages, in the guild's order. */
export const textChannels = (guild: SandboxGuild): readonly APIChannel[] =>
  guild.channels
    .filter(({ type }) => type === ChannelType.GuildText || type === ChannelType.GuildAnnouncement)
    .sort((a, b) => position(a) - position(b));

/** Channels where people talk, in the guild's order. */
export const voiceChannels = (guild: SandboxGuild): readonly APIChannel[] =>
  guild.channels.filter(({ type }) => type === ChannelType.GuildVoice).sort((a, b) => position(a) - position(b));

/** The threads of a channel: the open ones first, then those that were archived. */
export const threadsOf = (guild: SandboxGuild, parent: string): readonly APIThreadChannel[] =>
  guild.channels
    .filter((channel): channel is APIThreadChannel => 'thread_metadata' in channel && channel.parent_id === parent)
    .sort((a, b) => Number(isArchived(a)) - Number(isArchived(b)) || a.name.localeCompare(b.name));

export const isArchived = ({ thread_metadata: thread }: APIThreadChannel): boolean => thread?.archived === true;
export const isLocked = ({ thread_metadata: thread }: APIThreadChannel): boolean => thread?.locked === true;

export const guildOf = (state: SandboxState | undefined, place: Place): SandboxGuild | undefined =>
  state?.guilds.find(({ id }) => id === place.guild);

/** What can be opened here on the uppermost level; threads are listed under each. */
export const channelsOf = (state: SandboxState, place: Place): readonly APIChannel[] => {
  const guild = guildOf(state, place);
  return guild ? textChannels(guild) : state.directMessages;
};

/** The open channel or thread. */
export const openChannel = (state: SandboxState, place: Place): APIChannel | undefined =>
  (guildOf(state, place)?.channels ?? state.directMessages).find(({ id }) => id === place.channel);

/** The same place if it still exists for this person, else the nearest: the guild's first channel, the first guild, the first message. */
export function settlePlace(state: SandboxState, place: Place): Place {
  const direct = state.directMessages.find(({ id }) => id === place.channel);
  if (direct && place.guild === undefined) return place;
  const guild = guildOf(state, place) ?? state.guilds[0];
  if (!guild) return { guild: undefined, channel: state.directMessages[0]?.id };
  const open = guild.channels.find(({ id }) => id === place.channel);
  return { guild: guild.id, channel: (open ?? textChannels(guild)[0])?.id };
}
