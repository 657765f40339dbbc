import { z } from 'zod';
import { channelId, guildOf, type ChannelId, type SpaceId, type UserId } from '../../domain/ids.js';
import { DISCORD_CODE, hasCode, isMemberGone, isNotInGuild } from '../errors.js';
import type { DiscordRest } from '../rest.js';

const State = z.looseObject({
  channel_id: z
    .string()
    .regex(/^\d{1,20}$/)
    .nullable(),
});

/** The voice channel that Discord says a member is in now; null: in none, or not in the guild. @throws DiscordError */
export const voiceChannelOf = async (
  rest: Pick<DiscordRest, 'request'>,
  space: SpaceId,
  user: UserId,
): Promise<ChannelId | null> => {
  const guild = guildOf(space);
  if (guild === null) return null;
  try {
    const { channel_id: channel } = State.parse(await rest.request('GET', `/guilds/${guild}/voice-states/${user}`));
    return channel === null ? null : channelId(channel);
  } catch (error) {
    if (hasCode(error, DISCORD_CODE.unknownVoiceState) || isMemberGone(error) || isNotInGuild(error)) return null;
    throw error;
  }
};
