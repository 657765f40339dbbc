import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Channel } from '../world/model.js';
import { may } from '../world/permissions.js';
import type { World } from '../world/world.js';

/** What somebody wants to do to a message of a channel. Deleting is allowed even in an archived thread. */
export type Writing = 'post' | 'edit';

/**
 * Is this channel a thread in which the bot may not write like that? A locked one is closed to everybody without MANAGE_THREADS. An
 * archived one takes posts, which open it again, but no edits.
 */
export const isClosed = (world: World, channel: Channel, writing: Writing): boolean => {
  if (!channel.thread) return false;
  if (writing === 'edit' && channel.thread.archived) return true;
  const guild = world.guilds.get(channel.guildId ?? '');
  const bot = guild && world.botMember(guild);
  const isModerator = guild && bot ? may(guild, bot, PermissionFlagsBits.ManageThreads) : false;
  return channel.thread.locked && !isModerator;
};
