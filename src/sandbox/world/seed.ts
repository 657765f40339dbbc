import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Application, Channel, Role, StoredGuild, StoredWorld, User } from './model.js';
import { botPermissions, everyonePermissions } from './permissions.js';
import { snowflakeAt } from './snowflake.js';

/**
 * Seeded ids are the same in every sandbox: a moment of long ago, one millisecond apart (so that shards share the guilds). Each clean world (`era`)
 * has others, so that a bot which remembers the world before does not take its people for these.
 */
const BEGIN = Date.UTC(2024, 0, 1);
export const seededId = (n: number, era = 0): string => snowflakeAt(BEGIN + n, era);

const APPLICATION_ID = seededId(1);

export const newApplication = (token?: string, interactionsUrl?: string): Application => ({
  id: APPLICATION_ID,
  name: 'Punchcard',
  description: 'A time clock that lives in Discord.',
  token: token ?? `${Buffer.from(APPLICATION_ID).toString('base64url')}.sandbx.${randomBytes(24).toString('base64url')}`,
  privateKey: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  interactionsUrl: interactionsUrl ?? null,
  clientSecret: randomBytes(24).toString('base64url'),
  redirectUris: [],
});

/** `n`: the number that its id and its picture are made of. */
export const person = (n: number, username: string, globalName: string, locale = 'en-US', era = 0): User => ({
  id: seededId(n, era),
  username,
  globalName,
  avatar: `sandbox${n}`,
  bot: false,
  locale,
  directMessages: true,
});

const role = (id: string, name: string, position: number, permissions: bigint, more: Partial<Role> = {}): Role => ({
  id,
  name,
  color: 0,
  hoist: false,
  position,
  permissions: permissions.toString(),
  managed: false,
  mentionable: false,
  botId: null,
  ...more,
});

const channel = (type: 0 | 2, guildId: string, id: string, name: string, position: number, topic: string | null): Channel => ({
  id,
  type,
  guildId,
  name,
  topic,
  position,
  recipientId: null,
  lastMessageId: null,
  thread: null,
});

interface GuildPlan {
  readonly n: number;
  readonly era?: number;
  readonly name: string;
  readonly locale: string;
  readonly admin: User;
  readonly others: readonly User[];
  readonly channels: readonly (readonly [name: string, topic: string])[];
  /** Voice channels, the one for those who have gone quiet last. */
  readonly voice?: readonly string[];
}

/** A guild with channels, an Admin role on top, the bot's role below it, and its people. */
const guildOf = (plan: GuildPlan): StoredGuild => {
  const idOf = (n: number): string => seededId(plan.n + n, plan.era);
  const [id, admin, bot] = [idOf(0), idOf(1), idOf(2)];
  const voice = (plan.voice ?? []).map((name, index) => channel(2, id, idOf(50 + index), name, index, null));
  const member = (userId: string, roles: string[], index: number) => ({
    userId,
    roles,
    nick: null,
    joinedAt: BEGIN + plan.n + index * 86_400_000,
  });
  return {
    id,
    name: plan.name,
    ownerId: plan.admin.id,
    locale: plan.locale,
    channels: [...plan.channels.map(([name, topic], index) => channel(0, id, idOf(10 + index), name, index, topic)), ...voice],
    afkChannelId: voice.at(-1)?.id ?? null,
    voice: [],
    roles: [
      role(id, '@everyone', 0, everyonePermissions),
      role(bot, 'Punchcard', 1, botPermissions, { managed: true, botId: APPLICATION_ID }),
      role(admin, 'Admin', 2, PermissionFlagsBits.Administrator, { color: 0xe67e22, hoist: true }),
    ],
    members: [
      member(plan.admin.id, [admin], 0),
      member(APPLICATION_ID, [bot], 1),
      ...plan.others.map((other, index) => member(other.id, [], index + 2)),
    ],
  };
};

/** The world a newcomer meets: two guilds, an administrator and three members. It is in the present. */
export const seedWorld = (application: Application, era = 0): StoredWorld => {
  const ada = person(11, 'ada', 'Ada Admin', 'en-US', era);
  const ben = person(12, 'ben', 'Ben', 'en-US', era);
  const clara = person(13, 'clara', 'Clara', 'de', era);
  const mika = person(14, 'mika', 'Mika', 'en-US', era);
  // As at Discord: an app has no display name beside its username, which is the application's name.
  const bot: User = { ...person(1, application.name, application.name), globalName: null, bot: true };
  return {
    version: 1,
    era,
    movedMs: 0,
    sampled: false,
    url: '',
    application,
    users: [bot, ada, ben, clara, mika],
    guilds: [
      guildOf({
        n: 100,
        era,
        name: 'Punchcard Lab',
        locale: 'en-US',
        admin: ada,
        others: [ben, clara, mika],
        channels: [
          ['general', 'Anything goes'],
          ['time-clock', 'Clock in and out here'],
        ],
        voice: ['Focus room', 'Meeting room', 'Away'],
      }),
      guildOf({
        n: 201,
        era,
        name: 'Werkstatt Nord',
        locale: 'de',
        admin: clara,
        others: [ada, mika],
        channels: [
          ['allgemein', 'Alles und nichts'],
          ['stempeluhr', 'Hier wird gestempelt'],
        ],
        voice: ['Werkbank', 'Besprechung', 'Abwesend'],
      }),
    ],
    directMessages: [],
    messages: [],
    commands: [],
  };
};

/** `guilds` more guilds of `membersPerGuild` people each, every one with a single #general, for tests under load. */
export const seedMany = (guilds: number, membersPerGuild: number, from = 0): Pick<StoredWorld, 'users' | 'guilds'> => {
  const users: User[] = [];
  const plans: StoredGuild[] = [];
  for (let g = from; g < from + guilds; g++) {
    const base = 1_000_000 + g * 100_001;
    const people = Array.from({ length: membersPerGuild }, (_, i) =>
      person(base + 1000 + i, `worker-${g}-${i}`, `Worker ${g}-${i}`),
    );
    const [admin, ...others] = people;
    if (!admin) throw new RangeError('a guild needs at least one member');
    users.push(...people);
    plans.push(guildOf({ n: base, name: `Guild ${g}`, locale: 'en-US', admin, others, channels: [['general', '']] }));
  }
  return { users, guilds: plans };
};
