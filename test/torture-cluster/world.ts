import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { defaultConfig } from '../../src/domain/defaults.js';
import { guildSpace, requestId, roleId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { keys } from '../../src/engine/redis/keys.js';
import { testChain } from '../support/chain.js';
import { startRedisCluster, type RedisCluster } from '../support/redis-cluster.js';
import { Book } from '../torture/book.js';
import { rolesOf } from '../torture/discord/guilds.js';
import { TortureDiscord } from '../torture/discord/index.js';
import { snowflake } from '../torture/interactions.js';
import type { Person, Shape } from '../torture/system/world.js';
import { ClusterBot } from './bot.js';

/** ms until a silent node counts as failed; a real one has 5 to 15 s. */
export const NODE_TIMEOUT_MS = 1_000;

/** The system under test: a cluster, the bots, and the people of some guilds. */
export class ClusterWorld {
  readonly shape: Shape;
  readonly redis: RedisCluster;
  readonly discord: TortureDiscord;
  readonly slots: readonly ClusterBot[];
  readonly book: Book;
  readonly key: KeyObject;
  readonly guilds: readonly string[];
  readonly people: readonly Person[];

  private constructor(parts: Pick<ClusterWorld, 'shape' | 'redis' | 'discord' | 'slots' | 'book' | 'key' | 'guilds' | 'people'>) {
    this.shape = parts.shape;
    this.redis = parts.redis;
    this.discord = parts.discord;
    this.slots = parts.slots;
    this.book = parts.book;
    this.key = parts.key;
    this.guilds = parts.guilds;
    this.people = parts.people;
  }

  static async create(shape: Shape): Promise<ClusterWorld> {
    const book = new Book();
    const discord = await TortureDiscord.start({
      answered: (token, answer) => book.answered(token, answer, 0),
      edited: (token, message) => book.edited(token, message),
      followedUp: (token, message) => book.followedUp(token, message),
    });
    const redis = await startRedisCluster({ nodeTimeoutMs: NODE_TIMEOUT_MS });
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const env = {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_TRANSPORT: shape.transport,
      DISCORD_PUBLIC_KEY: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
      REDIS_URL: redis.url,
    };
    const slots = await Promise.all(Array.from({ length: shape.bots }, () => ClusterBot.create(env)));
    const guilds = Array.from({ length: shape.guilds }, () => snowflake());
    const people = guilds.flatMap((guild) => Array.from({ length: shape.membersPerGuild }, () => ({ guild, user: snowflake() })));
    const world = new ClusterWorld({ shape, redis, discord, slots, book, key: privateKey, guilds, people });
    await world.#chooseRoles();
    await Promise.all(slots.map((slot) => slot.start()));
    return world;
  }

  /** The slot that holds a guild's keys. */
  slotOf(guild: string): Promise<number> {
    return this.redis.slotOf(keys.states(guildSpace(guild)));
  }

  /** What a fault left behind is put right: everything runs, each master has its replica. */
  async heal(): Promise<void> {
    for (const node of this.redis.nodes) if (node.down) await node.restart();
    await this.redis.settled(true);
    await Promise.all(this.slots.map((slot) => slot.start()));
  }

  async close(): Promise<void> {
    await Promise.all(this.slots.map((slot) => slot.remove()));
    await this.redis.stop();
    await this.discord.close();
  }

  async #chooseRoles(): Promise<void> {
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
