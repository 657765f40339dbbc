import { z } from 'zod';
import { guildId, userId, type GuildId, type UserId } from '../../../domain/ids.js';
import { snowflake } from './snowflake.js';

/** Who installed the command that was used. Both, when the guild and the person have. */
export interface Installation {
  /** The guild that has the bot; null also in the direct message with the bot. */
  readonly byGuild: GuildId | null;
  /** The person who carries the bot along. */
  readonly byUser: UserId | null;
}

/** Keyed by integration type: 0 guild, 1 user. In the direct message with the bot the guild is said to be `0`. */
const owners = z.object({ 0: snowflake.optional(), 1: snowflake.optional() });
const NO_GUILD = '0';

export const readInstallation = (raw: unknown): Installation => {
  const { 0: guild, 1: user } = owners.safeParse(raw).data ?? {};
  return {
    byGuild: guild === undefined || guild === NO_GUILD ? null : guildId(guild),
    byUser: user === undefined ? null : userId(user),
  };
};
