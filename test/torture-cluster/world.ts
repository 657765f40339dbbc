import { guildSpace } from '../../src/domain/ids.js';
import { keys } from '../../src/engine/redis/keys.js';
import { startRedisCluster, type RedisCluster } from '../support/redis-cluster.js';
import { BotSlot, slotParts } from '../torture/system/bot-slot.js';
import { setUp, System, type Shape } from '../torture/system/system.js';

/** ms until a silent node counts as failed; a real one has 5 to 15 s. */
export const NODE_TIMEOUT_MS = 1_000;

/** The bots on a cluster: three masters, three replicas. */
export class ClusterWorld extends System<RedisCluster> {
  static async create(shape: Shape): Promise<ClusterWorld> {
    const redis = await startRedisCluster({ nodeTimeoutMs: NODE_TIMEOUT_MS });
    const slot = async ({ url }: RedisCluster, env: Readonly<Record<string, string>>): Promise<BotSlot> =>
      new BotSlot(await slotParts({ redisUrl: url, disk: null, env }));
    const world = new ClusterWorld(await setUp(shape, { redis, slot }));
    for (const bot of world.slots) {
      const mode = (await bot.health())?.redis.mode;
      if (mode !== 'cluster') throw new Error(`a bot takes the cluster for ${mode ?? 'nothing'}`);
    }
    return world;
  }

  /** The slot that holds a guild's keys. */
  slotOf(guild: string): Promise<number> {
    return this.redis.slotOf(keys.states(guildSpace(guild)));
  }

  /** What a fault left behind is put right: everything runs, each master has its replica. */
  override async heal(): Promise<void> {
    for (const node of this.redis.nodes) if (node.down) await node.restart();
    await this.redis.settled(true);
    await super.heal();
  }
}
