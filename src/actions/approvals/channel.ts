import type { ChannelId } from '../../domain/ids.js';
import type { Actor } from '../actor.js';
import type { GuildChannels } from '../guilds.js';
import type { Means } from '../means.js';

/**
 * The channel where those who may approve see requests; null where nobody is asked, since none is set or the bot cannot write there. When Discord
 * does not say whether it can, the request is kept and may be sent again.
 */
export const requestChannel = async (
  { guild, space }: Pick<Actor, 'guild' | 'space'>,
  { spaces, channels }: Pick<Means, 'spaces'> & { readonly channels: GuildChannels },
): Promise<ChannelId | null> => {
  if (guild === null) return null;
  const channel = (await spaces.get(space)).settings.requestChannel;
  if (channel === null) return null;
  const checked = await channels.check(guild.id, channel);
  return checked.ok || checked.error.code === 'DISCORD_UNAVAILABLE' ? channel : null;
};
