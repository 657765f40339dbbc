import type { Guild, Member, Role } from '../world/model.js';
import { highestPosition } from '../world/permissions.js';
import { discordError } from './errors.js';

/** @throws DiscordError 10011 */
export const roleOf = (guild: Guild, id: string): Role => {
  const role = guild.roles.get(id);
  if (!role) throw discordError('unknownRole');
  return role;
};

/** A bot changes only what is below its own highest role. @throws DiscordError 50013 */
export const refuseHigher = (guild: Guild, bot: Member, position: number): void => {
  if (position >= highestPosition(guild, bot)) throw discordError('missingPermissions');
};

/** A bot moves only roles below its own highest one, and none that an integration manages. @throws DiscordError 50013, 50028 */
export const refuseAbove = (guild: Guild, bot: Member, role: Role): void => {
  if (role.id === guild.id) throw discordError('invalidRole');
  if (role.managed) throw discordError('missingPermissions');
  refuseHigher(guild, bot, role.position);
};
