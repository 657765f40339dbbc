import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { parseForm } from '../check/form.js';
import { isGiven } from '../check/given.js';
import type { Guild, Member } from '../world/model.js';
import { permissionsOf } from '../world/permissions.js';
import { apiRole, apiRoles } from '../world/present.js';
import { discordError } from './errors.js';
import { guildOf, guildWhere, type Route, type Services } from './route.js';
import { refuseAbove, refuseHigher, roleOf } from './role-rules.js';

const MAX_ROLES = 250;

const form = z.object({
  name: z.string().min(1).max(100).nullish(),
  permissions: z.string().regex(/^\d+$/).nullish(),
  color: z.number().int().min(0).max(0xffffff).nullish(),
  colors: z.object({ primary_color: z.number().int().min(0).max(0xffffff) }).nullish(),
  hoist: z.boolean().nullish(),
  mentionable: z.boolean().nullish(),
});

const positions = z.array(z.object({ id: z.string(), position: z.number().int().min(1).nullish() })).min(1);

/** A bot gives only the permissions that it has. @throws DiscordError 50013 */
const refuseMore = (guild: Guild, bot: Member, permissions: string | null | undefined): void => {
  if (isGiven(permissions) && (BigInt(permissions) & ~permissionsOf(guild, bot)) !== 0n) throw discordError('missingPermissions');
};

export const roleRoutes = ({ world }: Services): Route[] => [
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    auth: 'bot',
    handle: (call) => apiRoles(guildOf(world, call.param('guild')).guild),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/roles/:role',
    auth: 'bot',
    handle(call) {
      return apiRole(roleOf(guildOf(world, call.param('guild')).guild, call.param('role')));
    },
  },
  {
    method: 'POST',
    path: '/guilds/:guild/roles',
    auth: 'bot',
    handle(call) {
      const { guild, bot } = guildWhere(world, call.param('guild'), PermissionFlagsBits.ManageRoles);
      const fields = parseForm(form, call.body ?? {});
      if (guild.roles.size >= MAX_ROLES) throw discordError('tooManyRoles');
      refuseMore(guild, bot, fields.permissions);
      const role = world.addRole(guild, {
        name: fields.name ?? 'new role',
        color: fields.colors?.primary_color ?? fields.color ?? 0,
        hoist: fields.hoist ?? false,
        permissions: fields.permissions ?? guild.roles.get(guild.id)?.permissions ?? '0',
        mentionable: fields.mentionable ?? false,
      });
      return apiRole(role);
    },
  },
  {
    method: 'PATCH',
    path: '/guilds/:guild/roles',
    auth: 'bot',
    handle(call) {
      const { guild, bot } = guildWhere(world, call.param('guild'), PermissionFlagsBits.ManageRoles);
      const moves = parseForm(positions, call.body);
      for (const { id, position } of moves) {
        const role = roleOf(guild, id);
        refuseHigher(guild, bot, Math.max(role.position, position ?? 0));
        if (isGiven(position)) world.moveRole(guild, role, position);
      }
      return apiRoles(guild);
    },
  },
  {
    method: 'PATCH',
    path: '/guilds/:guild/roles/:role',
    auth: 'bot',
    handle(call) {
      const { guild, bot } = guildWhere(world, call.param('guild'), PermissionFlagsBits.ManageRoles);
      const role = roleOf(guild, call.param('role'));
      refuseHigher(guild, bot, role.position);
      const { name, permissions, color, colors, hoist, mentionable } = parseForm(form, call.body);
      refuseMore(guild, bot, permissions);
      const tint = colors?.primary_color ?? color;
      world.updateRole(guild, role, {
        ...(isGiven(name) ? { name } : {}),
        ...(isGiven(permissions) ? { permissions } : {}),
        ...(isGiven(tint) ? { color: tint } : {}),
        ...(isGiven(hoist) ? { hoist } : {}),
        ...(isGiven(mentionable) ? { mentionable } : {}),
      });
      return apiRole(role);
    },
  },
  {
    method: 'DELETE',
    path: '/guilds/:guild/roles/:role',
    auth: 'bot',
    handle(call) {
      const { guild, bot } = guildWhere(world, call.param('guild'), PermissionFlagsBits.ManageRoles);
      const role = roleOf(guild, call.param('role'));
      refuseAbove(guild, bot, role);
      world.deleteRole(guild, role.id);
    },
  },
];
