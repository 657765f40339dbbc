import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { defaultConfig } from '../../../src/domain/defaults.js';
import { guildSpace, requestId, roleId } from '../../../src/domain/ids.js';
import { ok } from '../../../src/domain/result.js';
import { testChain } from '../../support/chain.js';
import { Book } from '../book.js';
import { rolesOf } from '../discord/guilds.js';
import { TortureDiscord } from '../discord/index.js';
import { snowflake } from '../interactions.js';
import type { BotSlot } from './bot-slot.js';

/** What one system looks like. */
export interface Shape {
  readonly transport: 'http' | 'gateway';
  /** Bot processes; more than one only over HTTP, where any of them may get a member's click. */
  readonly bots: number;
  readonly guilds: number;
  readonly membersPerGuild: number;
  readonly zone: string;
}

export interface Person {
  readonly guild: string;
  readonly user: string;
}

/** What the bots keep their data in: one server, or a cluster. */
export interface Ground {
  readonly url: string;
  stop(): Promise<void>;
}

/** What the bots stand on, and the bots; the rest of a system is the same for all kinds. */
export interface Plugged<Redis extends Ground, Slot extends BotSlot> {
  readonly redis: Redis;
  /** @param env all that has to do with Discord */
  readonly slot: (redis: Redis, env: Readonly<Record<string, string>>) => Promise<Slot>;
}

export interface SystemParts<Redis extends Ground, Slot extends BotSlot> {
  readonly shape: Shape;
  readonly redis: Redis;
  readonly discord: TortureDiscord;
  readonly slots: readonly Slot[];
  readonly book: Book;
  readonly key: KeyObject;
  readonly guilds: readonly string[];
  readonly people: readonly Person[];
}

/** The system under test: Redis, the bots, a Discord of the test's own, and the people of some guilds. Lives for some rounds. */
export class System<Redis extends Ground = Ground, Slot extends BotSlot = BotSlot> implements SystemParts<Redis, Slot> {
  readonly shape: Shape;
  readonly redis: Redis;
  readonly discord: TortureDiscord;
  readonly slots: readonly Slot[];
  readonly book: Book;
  readonly key: KeyObject;
  readonly guilds: readonly string[];
  readonly people: readonly Person[];

  constructor(parts: SystemParts<Redis, Slot>) {
    this.shape = parts.shape;
    this.redis = parts.redis;
    this.discord = parts.discord;
    this.slots = parts.slots;
    this.book = parts.book;
    this.key = parts.key;
    this.guilds = parts.guilds;
    this.people = parts.people;
  }

  /** Before the people of a round begin. */
  async roundBegins(): Promise<void> {
    // A kind that has something to remember of this moment does.
  }

  /** Everything that may still be unusual is put right: what a fault hurt, it healed; what died is started. */
  async heal(): Promise<void> {
    for (const slot of this.slots) slot.heal();
    this.discord.rest.trouble = null;
    await Promise.all(this.slots.map((slot) => slot.start()));
  }

  async close(): Promise<void> {
    await Promise.all(this.slots.map((slot) => slot.remove()));
    await this.redis.stop();
    await this.discord.close();
  }
}

/** The guilds have chosen their roles and their time zone. */
const settle = async ({ redis, shape, guilds, discord }: SystemParts<Ground, BotSlot>): Promise<void> => {
  const chain = await testChain(redis.url, {
    defaults: (space) => defaultConfig(space, { locale: 'en', timeZone: shape.zone }),
  });
  for (const guild of guilds) {
    discord.guilds.add(guild);
    const { on, onBreak } = rolesOf(guild);
    const by = { actor: null, requestId: requestId(`setup-${guild}`), at: Date.now(), event: 'rolesChosen' };
    const stored = await chain.spaces.update(guildSpace(guild), by, (config) =>
      ok({ ...config, settings: { ...config.settings, onRole: roleId(on), breakRole: roleId(onBreak) } }),
    );
    if (!stored.ok) throw new Error(`the settings of a guild were not stored: ${stored.error.code}`);
  }
  await chain.close();
};

/** Sets up a system of this shape on what is plugged in; its bots run when this resolves. */
export const setUp = async <Redis extends Ground, Slot extends BotSlot>(
  shape: Shape,
  { redis, slot }: Plugged<Redis, Slot>,
): Promise<SystemParts<Redis, Slot>> => {
  const book = new Book();
  const discord = await TortureDiscord.start({
    answered: (token, answer) => book.answered(token, answer, 0),
    edited: (token, message) => book.edited(token, message),
    followedUp: (token, message) => book.followedUp(token, message),
  });
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const env = {
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_TRANSPORT: shape.transport,
    DISCORD_PUBLIC_KEY: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
  };
  const slots = await Promise.all(Array.from({ length: shape.bots }, () => slot(redis, env)));
  const guilds = Array.from({ length: shape.guilds }, () => snowflake());
  const people = guilds.flatMap((guild) => Array.from({ length: shape.membersPerGuild }, () => ({ guild, user: snowflake() })));
  const parts = { shape, redis, discord, slots, book, key: privateKey, guilds, people };
  await settle(parts);
  await Promise.all(slots.map((one) => one.start()));
  return parts;
};
