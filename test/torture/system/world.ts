import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { defaultConfig } from '../../../src/domain/defaults.js';
import { guildSpace, requestId, roleId } from '../../../src/domain/ids.js';
import { ok } from '../../../src/domain/result.js';
import { testChain } from '../../support/chain.js';
import { Book } from '../book.js';
import type { Dice } from '../dice.js';
import { rolesOf } from '../discord/guilds.js';
import { TortureDiscord } from '../discord/index.js';
import { snowflake } from '../interactions.js';
import { BotSlot } from './bot-slot.js';
import { RedisServer } from './redis-server.js';

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

const DISK_MB = 16;

/** The system under test: Redis, the bots each behind its proxy, and the people of some guilds. Lives for some rounds. */
export class World {
  readonly shape: Shape;
  readonly redis: RedisServer;
  readonly discord: TortureDiscord;
  readonly slots: readonly BotSlot[];
  readonly book: Book;
  readonly key: KeyObject;
  readonly guilds: readonly string[];
  readonly people: readonly Person[];
  /** Size of the append-only file when the round began: what was written before is older than any crash may take. */
  safeAof = 0;

  private constructor(parts: Pick<World, 'shape' | 'redis' | 'discord' | 'slots' | 'book' | 'key' | 'guilds' | 'people'>) {
    this.shape = parts.shape;
    this.redis = parts.redis;
    this.discord = parts.discord;
    this.slots = parts.slots;
    this.book = parts.book;
    this.key = parts.key;
    this.guilds = parts.guilds;
    this.people = parts.people;
  }

  static async create(shape: Shape, dice: Dice): Promise<World> {
    const book = new Book();
    const ears = {
      answered: (token: string, answer: unknown) => book.answered(token, answer, 0),
      edited: (token: string, message: unknown) => book.edited(token, message),
      followedUp: (token: string, message: unknown) => book.followedUp(token, message),
    };
    const [redis, discord] = await Promise.all([RedisServer.start(), TortureDiscord.start(ears)]);
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const env = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TRANSPORT: shape.transport,
      DISCORD_PUBLIC_KEY: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
    };
    const disk = dice.chance(0.7) ? DISK_MB : null;
    const slots = await Promise.all(
      Array.from({ length: shape.bots }, () => BotSlot.create({ redisPort: redis.port, disk, env })),
    );
    const guilds = Array.from({ length: shape.guilds }, () => snowflake());
    const people = guilds.flatMap((guild) => Array.from({ length: shape.membersPerGuild }, () => ({ guild, user: snowflake() })));
    const world = new World({ shape, redis, discord, slots, book, key: privateKey, guilds, people });
    await world.#settle();
    await Promise.all(slots.map((slot) => slot.start()));
    return world;
  }

  /** Everything that may still be unusual is put right: what a fault hurt, it healed; what died is started. */
  async heal(): Promise<void> {
    for (const slot of this.slots) slot.proxy.heal();
    this.discord.rest.trouble = null;
    await Promise.all(this.slots.map((slot) => slot.start()));
  }

  async close(): Promise<void> {
    await Promise.all(this.slots.map((slot) => slot.remove()));
    await this.redis.stop();
    await this.discord.close();
  }

  /** The guilds have chosen their roles and their time zone. */
  async #settle(): Promise<void> {
    const chain = await testChain(this.redis.url, {
      defaults: (space) => defaultConfig(space, { locale: 'en', timeZone: this.shape.zone }),
    });
    for (const guild of this.guilds) {
      this.discord.guilds.add(guild);
      const { on, onBreak } = rolesOf(guild);
      const by = { actor: null, requestId: requestId(`setup-${guild}`), at: Date.now(), event: 'rolesChosen' };
      const stored = await chain.spaces.update(guildSpace(guild), by, (config) =>
        ok({ ...config, settings: { ...config.settings, onRole: roleId(on), breakRole: roleId(onBreak) } }),
      );
      if (!stored.ok) throw new Error(`the settings of a guild were not stored: ${stored.error.code}`);
    }
    await chain.close();
  }
}
