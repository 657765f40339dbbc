import type { APIAttachment, APIMessage } from 'discord-api-types/v10';
import type { Guild, Member } from '../world/model.js';
import { botPermissions, permissionsOf } from '../world/permissions.js';
import { apiChannel, apiMemberFields, apiRole, apiUser } from '../world/present.js';
import type { World } from '../world/world.js';

/** Who acts where; what they point at is looked up from there. */
export interface Surroundings {
  readonly world: World;
  readonly guild: Guild | null;
  /** The person who acts; null in direct messages. */
  readonly member: Member | null;
  /** A file that this person has uploaded. */
  readonly file: (id: string) => APIAttachment | undefined;
}

/** Collects what options, selects, files and targets point at, for `data.resolved`. Each method is false when there is no such thing. */
export class Resolved {
  readonly #around: Surroundings;
  readonly #found = {
    users: new Map<string, unknown>(),
    members: new Map<string, unknown>(),
    roles: new Map<string, unknown>(),
    channels: new Map<string, unknown>(),
    messages: new Map<string, unknown>(),
    attachments: new Map<string, APIAttachment>(),
  };

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Someone outside the guild is a user without member. */
  user(id: string): boolean {
    const { world, guild } = this.#around;
    const user = world.users.get(id);
    if (!user) return false;
    this.#found.users.set(id, apiUser(user));
    const member = guild?.members.get(id);
    if (guild && member) {
      this.#found.members.set(id, { ...apiMemberFields(member), permissions: permissionsOf(guild, member).toString() });
    }
    return true;
  }

  role(id: string): boolean {
    const role = this.#around.guild?.roles.get(id);
    if (role) this.#found.roles.set(id, apiRole(role));
    return role !== undefined;
  }

  /** `types`: the kinds that may be chosen; all when there are none. */
  channel(id: string, types?: readonly number[] | null): boolean {
    const { world, guild, member } = this.#around;
    const channel = guild?.channels.get(id);
    if (!guild || !channel || (types && types.length > 0 && !types.includes(channel.type))) return false;
    const api = apiChannel(world, channel);
    const bot = world.botMember(guild);
    this.#found.channels.set(id, {
      id,
      type: api.type,
      name: api.name,
      flags: 0,
      guild_id: guild.id,
      parent_id: 'parent_id' in api ? (api.parent_id ?? null) : null,
      ...('thread_metadata' in api ? { thread_metadata: api.thread_metadata } : {}),
      permissions: (member ? permissionsOf(guild, member) : 0n).toString(),
      app_permissions: (bot ? permissionsOf(guild, bot) : botPermissions).toString(),
    });
    return true;
  }

  mentionable(id: string): boolean {
    return this.user(id) || this.role(id);
  }

  attachment(id: string): APIAttachment | undefined {
    const file = this.#around.file(id);
    if (file) this.#found.attachments.set(id, file);
    return file;
  }

  message(message: APIMessage): void {
    this.#found.messages.set(message.id, message);
  }

  /** `{ resolved }` when there is something in it, else nothing. */
  toData(): { resolved?: Record<string, unknown> } {
    const filled = Object.entries(this.#found).filter(([, map]) => map.size > 0);
    return filled.length > 0
      ? { resolved: Object.fromEntries(filled.map(([name, map]) => [name, Object.fromEntries(map)])) }
      : {};
  }
}
