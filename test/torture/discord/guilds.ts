import { channelsOf } from './channels.js';

/** What the stand-in for Discord knows of guilds: who has which role. Roles come from the bot alone. */
const APPLICATION = '900000000000000002';
export const BOT = { id: APPLICATION, username: 'punchcard', discriminator: '0', avatar: null, global_name: null, bot: true };

const role = (id: string, name: string, position: number, more: object = {}) => ({
  id,
  name,
  color: 0,
  hoist: false,
  position,
  permissions: '0',
  managed: false,
  mentionable: false,
  ...more,
});

/** Ids of the roles of a guild; an id of its own is made by counting on from the guild's. */
export const rolesOf = (guild: string): { readonly on: string; readonly onBreak: string; readonly bot: string } => {
  const next = (n: bigint): string => String(BigInt(guild) + n);
  return { on: next(1_000_001n), onBreak: next(1_000_002n), bot: next(1_000_003n) };
};

export class Guilds {
  readonly #members = new Map<string, Map<string, Set<string>>>();

  add(guild: string): void {
    this.#members.set(guild, new Map());
  }

  get ids(): readonly string[] {
    return [...this.#members.keys()].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
  }

  has(guild: string): boolean {
    return this.#members.has(guild);
  }

  /** The roles of a member, to be changed in place. */
  rolesOf(guild: string, user: string): Set<string> {
    const members = this.#members.get(guild) ?? new Map<string, Set<string>>();
    const roles = members.get(user) ?? new Set(user === BOT.id ? [rolesOf(guild).bot] : []);
    members.set(user, roles);
    return roles;
  }

  member(guild: string, user: string) {
    return {
      user:
        user === BOT.id ? BOT : { id: user, username: `m${user.slice(-4)}`, discriminator: '0', avatar: null, global_name: null },
      roles: [...this.rolesOf(guild, user)],
      joined_at: '2024-01-01T00:00:00.000Z',
      deaf: false,
      mute: false,
      flags: 0,
    };
  }

  guild(id: string) {
    const { on, onBreak, bot } = rolesOf(id);
    return {
      id,
      name: 'Torture',
      icon: null,
      owner_id: '900000000000000009',
      preferred_locale: 'en-US',
      roles: [
        role(id, '@everyone', 0),
        role(on, 'On the clock', 1),
        role(onBreak, 'On break', 2),
        role(bot, 'Punchcard', 9, { permissions: '8', managed: true }),
      ],
      emojis: [],
      features: [],
      channels: Object.values(channelsOf(id)).map((channel) => ({
        id: channel,
        type: 0,
        name: 'c',
        position: 0,
        permission_overwrites: [],
      })),
      members: [this.member(id, BOT.id)],
      threads: [],
      voice_states: [],
      presences: [],
      stage_instances: [],
      member_count: 2,
    };
  }
}
