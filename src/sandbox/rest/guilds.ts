import { PermissionFlagsBits } from 'discord-api-types/v10';
import { z } from 'zod';
import { parseForm } from '../check/form.js';
import type { Guild, Member } from '../world/model.js';
import { apiChannel, apiMember, apiVoiceState } from '../world/present.js';
import { apiGuild } from '../world/present-guild.js';
import { activeThreadsOf, channelsOf } from '../world/threads.js';
import { discordError } from './errors.js';
import { guildOf, guildWhere, isTrue, queryNumber, type Call, type Route, type Services } from './route.js';
import { refuseAbove, roleOf } from './role-rules.js';

const memberPatch = z.object({
  nick: z.string().max(32).nullish(),
  roles: z.array(z.string()).nullish(),
});

export const guildRoutes = ({ world }: Services): Route[] => {
  const memberOf = (guild: Guild, id: string): Member => {
    const member = guild.members.get(id === '@me' ? world.botId : id);
    if (!member) throw discordError(world.users.has(id) ? 'unknownMember' : 'unknownUser');
    return member;
  };

  const moveRole = (call: Call, wear: boolean): void => {
    const { guild, bot } = guildWhere(world, call.param('guild'), PermissionFlagsBits.ManageRoles);
    const member = memberOf(guild, call.param('user'));
    const role = roleOf(guild, call.param('role'));
    refuseAbove(guild, bot, role);
    if (member.roles.includes(role.id) === wear) return;
    const roles = wear ? [...member.roles, role.id] : member.roles.filter((id) => id !== role.id);
    world.updateMember(guild, member, { roles });
  };

  return [
    {
      method: 'GET',
      path: '/guilds/:guild',
      auth: 'bot',
      handle(call) {
        const { guild } = guildOf(world, call.param('guild'));
        const counts = { approximate_member_count: guild.members.size, approximate_presence_count: 1 };
        return { ...apiGuild(guild), ...(isTrue(call.query['with_counts']) ? counts : {}) };
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/channels',
      auth: 'bot',
      handle: (call) => channelsOf(guildOf(world, call.param('guild')).guild).map((channel) => apiChannel(world, channel)),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/threads/active',
      auth: 'bot',
      handle(call) {
        const threads = activeThreadsOf(guildOf(world, call.param('guild')).guild);
        return { threads: threads.map((thread) => apiChannel(world, thread)), members: [] };
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members',
      auth: 'bot',
      handle(call) {
        const { guild } = guildOf(world, call.param('guild'));
        const limit = queryNumber(call.query['limit'], 1, 1000);
        const after = BigInt(z.string().regex(/^\d+$/).catch('0').parse(call.query['after']));
        const members = [...guild.members.values()].filter(({ userId }) => BigInt(userId) > after);
        members.sort((a, b) => (BigInt(a.userId) < BigInt(b.userId) ? -1 : 1));
        return members.slice(0, limit).map((member) => apiMember(world, member));
      },
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      auth: 'bot',
      handle: (call) => apiMember(world, memberOf(guildOf(world, call.param('guild')).guild, call.param('user'))),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/voice-states/:user',
      auth: 'bot',
      handle(call) {
        const { guild } = guildOf(world, call.param('guild'));
        const member = memberOf(guild, call.param('user'));
        const state = guild.voice.get(member.userId);
        if (!state) throw discordError('unknownVoiceState');
        return { guild_id: guild.id, ...apiVoiceState(state), member: apiMember(world, member) };
      },
    },
    {
      method: 'PATCH',
      path: '/guilds/:guild/members/:user',
      auth: 'bot',
      handle(call) {
        const { nick, roles } = parseForm(memberPatch, call.body);
        const { guild, bot } = guildOf(world, call.param('guild'));
        const member = memberOf(guild, call.param('user'));
        if (nick !== undefined && member !== bot) guildWhere(world, guild.id, PermissionFlagsBits.ManageNicknames);
        if (roles) {
          guildWhere(world, guild.id, PermissionFlagsBits.ManageRoles);
          for (const id of new Set([...roles, ...member.roles])) {
            if (roles.includes(id) === member.roles.includes(id)) continue;
            refuseAbove(guild, bot, roleOf(guild, id));
          }
        }
        world.updateMember(guild, member, {
          ...(nick === undefined ? {} : { nick: nick === '' ? null : nick }),
          ...(roles ? { roles: [...new Set(roles)] } : {}),
        });
        return apiMember(world, member);
      },
    },
    {
      method: 'PUT',
      path: '/guilds/:guild/members/:user/roles/:role',
      auth: 'bot',
      handle: (call) => moveRole(call, true),
    },
    {
      method: 'DELETE',
      path: '/guilds/:guild/members/:user/roles/:role',
      auth: 'bot',
      handle: (call) => moveRole(call, false),
    },
  ];
};
