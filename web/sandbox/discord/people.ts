import type { APIGuildMember, APIRole, APIUser } from 'discord-api-types/v10';
import type { SandboxGuild, SandboxState } from '../../../src/sandbox/protocol.js';
import { readableColor } from './contrast.js';

export const displayName = (user: APIUser, member?: APIGuildMember): string => member?.nick ?? user.global_name ?? user.username;

export const hexColor = (color: number): string => `#${color.toString(16).padStart(6, '0')}`;

export const memberOf = (guild: SandboxGuild | undefined, user: string): APIGuildMember | undefined =>
  guild?.members.find((member) => member.user.id === user);

/** The member's roles, the highest first, without @everyone (its id is the guild's). */
export const rolesOf = (guild: SandboxGuild, member: APIGuildMember): readonly APIRole[] =>
  guild.roles.filter(({ id }) => id !== guild.id && member.roles.includes(id)).sort((a, b) => b.position - a.position);

/** undefined: the role has no colour of its own. */
export const roleColor = ({ colors }: Pick<APIRole, 'colors'>): string | undefined =>
  colors.primary_color === 0 ? undefined : hexColor(colors.primary_color);

/** Colour of the name: of the highest role that has one, lightened where it could not be read. */
export function nameColor(guild: SandboxGuild | undefined, user: string): string | undefined {
  const member = memberOf(guild, user);
  if (!guild || !member) return undefined;
  const color = rolesOf(guild, member)
    .map(({ colors }) => colors.primary_color)
    .find((each) => each !== 0);
  return color === undefined ? undefined : hexColor(readableColor(color));
}

/** Everybody whose name may be asked for. */
export function userOf(state: SandboxState | undefined, id: string): APIUser | undefined {
  if (state?.bot.user.id === id) return state.bot.user;
  return (
    state?.people.find((person) => person.id === id) ??
    state?.guilds.flatMap(({ members }) => members).find(({ user }) => user.id === id)?.user
  );
}

export interface MemberGroup {
  /** undefined: those without a hoisted role. */
  readonly role: APIRole | undefined;
  readonly online: boolean;
  readonly members: readonly APIGuildMember[];
}

/** As Discord groups them: by highest hoisted role, then the others, then who is offline. */
export function memberGroups(guild: SandboxGuild, isOnline: (user: APIUser) => boolean): readonly MemberGroup[] {
  const hoisted = guild.roles.filter(({ hoist, id }) => hoist && id !== guild.id).sort((a, b) => b.position - a.position);
  const homeOf = (member: APIGuildMember) => hoisted.find(({ id }) => member.roles.includes(id));
  const byName = (a: APIGuildMember, b: APIGuildMember) => displayName(a.user, a).localeCompare(displayName(b.user, b));
  const pick = (role: APIRole | undefined, online: boolean): MemberGroup => ({
    role,
    online,
    members: guild.members.filter((each) => isOnline(each.user) === online && (!online || homeOf(each) === role)).sort(byName),
  });
  return [...hoisted.map((role) => pick(role, true)), pick(undefined, true), pick(undefined, false)].filter(
    ({ members }) => members.length > 0,
  );
}
