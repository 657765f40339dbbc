import type { Dice } from '../dice.js';
import { ProxiedSlot } from './proxied-slot.js';
import { RedisServer } from './redis-server.js';
import { setUp, System, type Shape } from './system.js';

const DISK_MB = 16;

/** One Redis, and the bots each behind its proxy. */
export class World extends System<RedisServer, ProxiedSlot> {
  /** Size of the append-only file when the round began: what was written before is older than any crash may take. */
  safeAof = 0;

  static async create(shape: Shape, dice: Dice): Promise<World> {
    const disk = dice.chance(0.7) ? DISK_MB : null;
    const redis = await RedisServer.start();
    return new World(await setUp(shape, { redis, slot: ({ port }, env) => ProxiedSlot.create({ redisPort: port, disk, env }) }));
  }

  override async roundBegins(): Promise<void> {
    this.safeAof = await this.redis.aofSize();
  }
}
