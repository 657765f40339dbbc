import type { SandboxGuild, SandboxState } from '../protocol.js';
import { isOffered } from '../interactions/use-command.js';
import { ATTACHMENT_SIZE_LIMIT, Refusal } from '../interactions/model.js';
import type { Channel, Guild, Member, User } from '../world/model.js';
import { permissionsOf } from '../world/permissions.js';
import { apiChannel, apiMembers, apiRoles, apiUser } from '../world/present.js';
import type { World } from '../world/world.js';

const byPosition = (a: { position: number }, b: { position: number }): number => a.position - b.position;

/** As Discord lists them: voice channels stand below the others, and are counted for themselves. */
const textFirst = (a: Channel, b: Channel): number => Number(a.type === 2) - Number(b.type === 2) || byPosition(a, b);

const guildFor = (world: World, guild: Guild, member: Member): SandboxGuild => {
  const hasBot = guild.members.has(world.botId);
  return {
    id: guild.id,
    name: guild.name,
    ownerId: guild.ownerId,
    bot: hasBot,
    channels: [...guild.channels.values()].sort(textFirst).map((channel) => apiChannel(world, channel, member.userId)),
    roles: apiRoles(guild).sort((a, b) => byPosition(b, a)),
    members: apiMembers(world, guild),
    voice: [...guild.voice.values()].map(({ userId, channelId }) => ({ user: userId, channel: channelId })),
    afkChannel: guild.afkChannelId,
    permissions: permissionsOf(guild, member).toString(),
    commands: hasBot ? [...world.commands.values()].filter((command) => isOffered(command, guild, member)) : [],
  };
};

/** @throws Refusal 404 when `as` is nobody */
export const personOf = (world: World, as: unknown): User => {
  const user = typeof as === 'string' ? world.users.get(as) : undefined;
  if (!user || user.bot) throw new Refusal('as: no such person', 404);
  return user;
};

/** Who a newcomer is at first. @throws Refusal 404 when there is nobody */
export const anyPerson = (world: World): User => {
  const user = [...world.users.values()].find(({ bot }) => !bot);
  if (!user) throw new Refusal('nobody is here', 404);
  return user;
};

/** What the page shows to `user`. */
export const stateFor = (
  world: World,
  user: User,
  { online, sample, hasPage }: { readonly online: boolean } & Pick<SandboxState, 'sample' | 'hasPage'>,
): SandboxState => {
  const guilds: SandboxGuild[] = [];
  for (const guild of world.guilds.values()) {
    const member = guild.members.get(user.id);
    if (member) guilds.push(guildFor(world, guild, member));
  }
  return {
    me: apiUser(user),
    people: [...world.users.values()].filter((other) => !other.bot).map(apiUser),
    bot: { user: apiUser(world.botUser), online, applicationId: world.application.id },
    attachmentSizeLimit: ATTACHMENT_SIZE_LIMIT,
    movedMs: world.clock.movedMs,
    sample,
    hasPage,
    guilds,
    directMessages: [apiChannel(world, world.directMessage(user.id), user.id)],
    directCommands: [...world.commands.values()].filter((command) => isOffered(command, null, null)),
  };
};
