import type { Guild, Member, User } from '../world/model.js';
import { botPermissions, permissionsOf } from '../world/permissions.js';
import { apiChannel, apiMember, apiMemberFields, apiRole, apiUser } from '../world/present.js';
import type { World } from '../world/world.js';
import type { Interaction } from './model.js';

/** 10 MiB, as for a guild without boosts. */
const ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024;

const memberWithPermissions = (world: World, guild: Guild, member: Member) => ({
  ...apiMember(world, member),
  permissions: permissionsOf(guild, member).toString(),
});

/** The interaction as Discord sends it, over the gateway or to the endpoint. */
export const interactionPayload = (
  world: World,
  interaction: Interaction,
  data: unknown,
  locale: string,
): Record<string, unknown> => {
  const { guild, channel, user, source } = interaction;
  const member = guild?.members.get(user.id);
  const bot = guild && world.botMember(guild);
  const appPermissions = guild && bot ? permissionsOf(guild, bot) : botPermissions;
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: interaction.kind,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: {
      ...apiChannel(world, channel, world.botId),
      ...(guild && member ? { permissions: permissionsOf(guild, member).toString() } : {}),
    },
    ...(guild && member
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: guild.locale, features: [] },
          guild_locale: guild.locale,
          member: memberWithPermissions(world, guild, member),
          context: 0,
          authorizing_integration_owners: { '0': guild.id },
        }
      : { user: apiUser(user), context: 1, authorizing_integration_owners: { '0': '0' } }),
    ...(source ? { message: source.message } : {}),
    app_permissions: appPermissions.toString(),
    locale,
    entitlements: [],
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
  };
};

/** Collects what options and selects point at, for `data.resolved`. */
export class Resolved {
  readonly #world: World;
  readonly #guild: Guild | null;
  readonly users: Record<string, unknown> = {};
  readonly members: Record<string, unknown> = {};
  readonly roles: Record<string, unknown> = {};
  readonly channels: Record<string, unknown> = {};

  constructor(world: World, guild: Guild | null) {
    this.#world = world;
    this.#guild = guild;
  }

  /** False when there is no such user; someone outside the guild is a user without member. */
  user(id: string): boolean {
    const user: User | undefined = this.#world.users.get(id);
    if (!user) return false;
    this.users[id] = apiUser(user);
    const member = this.#guild?.members.get(id);
    if (member && this.#guild) {
      this.members[id] = { ...apiMemberFields(member), permissions: permissionsOf(this.#guild, member).toString() };
    }
    return true;
  }

  role(id: string): boolean {
    const role = this.#guild?.roles.get(id);
    if (role) this.roles[id] = apiRole(role);
    return role !== undefined;
  }

  channel(id: string): boolean {
    const channel = this.#guild?.channels.get(id);
    if (channel) {
      const { type, name } = apiChannel(this.#world, channel);
      this.channels[id] = { id, type, name, permissions: '0', parent_id: null, flags: 0, guild_id: this.#guild?.id };
    }
    return channel !== undefined;
  }

  mentionable(id: string): boolean {
    return this.user(id) || this.role(id);
  }

  /** `{ resolved }` when there is something in it, else nothing. */
  toData(): { resolved?: Record<string, unknown> } {
    const { users, members, roles, channels } = this;
    const filled = Object.entries({ users, members, roles, channels }).filter(([, map]) => Object.keys(map).length > 0);
    return filled.length > 0 ? { resolved: Object.fromEntries(filled) } : {};
  }
}
