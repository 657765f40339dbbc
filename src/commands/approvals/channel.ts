import type { ChannelId } from '../../domain/ids.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';

/**
 * The channel where those who may approve see requests; null where nobody is asked, since none is set or the bot cannot write there. When Discord
 * does not say whether it can, the request is kept and may be sent again.
 */
export const requestChannel = async (
  { guild, space }: Pick<Context, 'guild' | 'space'>,
  { spaces, channels }: Pick<Deps, 'spaces' | 'channels'>,
): Promise<ChannelId | null> => {
  if (guild === null) return null;
  const channel = (await spaces.get(space)).settings.requestChannel;
  if (channel === null) return null;
  const checked = await channels.check(guild.id, channel);
  return checked.ok || checked.error.code === 'DISCORD_UNAVAILABLE' ? channel : null;
};
