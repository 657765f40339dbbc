import { z } from 'zod';
import { parseForm } from '../check/form.js';
import { permissionsOf } from '../world/permissions.js';
import { apiChannel, apiMember, apiUser } from '../world/present.js';
import { discordError } from './errors.js';
import { guildOf, queryNumber, type Route, type Services } from './route.js';

const recipient = z.object({ recipient_id: z.union([z.string(), z.number()]).transform(String) });

export const userRoutes = ({ world }: Services): Route[] => [
  {
    method: 'GET',
    path: '/users/:user',
    auth: 'bot',
    scope: 'identify',
    handle(call) {
      const id = call.param('user');
      if (call.person) {
        // A token speaks for one person alone.
        if (id !== '@me') throw discordError('unauthorized');
        return { ...apiUser(call.person), mfa_enabled: true, locale: call.person.locale, premium_type: 0 };
      }
      const user = id === '@me' ? world.botUser : world.users.get(id);
      if (!user) throw discordError('unknownUser');
      return id === '@me' ? { ...apiUser(user), mfa_enabled: true, verified: true, locale: 'en-US', email: null } : apiUser(user);
    },
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    auth: 'bot',
    handle(call) {
      const { recipient_id } = parseForm(recipient, call.body);
      const user = world.users.get(recipient_id);
      if (!user) throw discordError('unknownUser');
      if (user.bot) throw discordError('cannotDirectMessage');
      return apiChannel(world, world.directMessage(user.id));
    },
  },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    auth: 'bot',
    scope: 'guilds',
    handle(call) {
      const who = call.person?.id ?? world.botId;
      const limit = queryNumber(call.query['limit'], 200, 200);
      const after = BigInt(z.string().regex(/^\d+$/).catch('0').parse(call.query['after']));
      const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(who) && BigInt(guild.id) > after);
      return guilds.slice(0, limit).map((guild) => {
        const member = guild.members.get(who);
        return {
          id: guild.id,
          name: guild.name,
          icon: null,
          banner: null,
          owner: guild.ownerId === who,
          permissions: member ? permissionsOf(guild, member).toString() : '0',
          features: [],
        };
      });
    },
  },
  {
    method: 'GET',
    path: '/users/@me/guilds/:guild/member',
    auth: 'bot',
    scope: 'guilds.members.read',
    handle(call) {
      if (call.person === null) return apiMember(world, guildOf(world, call.param('guild')).bot);
      const member = world.guilds.get(call.param('guild'))?.members.get(call.person.id);
      if (!member) throw discordError('unknownGuild');
      return apiMember(world, member);
    },
  },
];
