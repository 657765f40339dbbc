import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startRedis, type RedisProcess } from '../../test/support/redis.js';
import type { BenchContext } from './cell.js';

export interface BenchRedis extends RedisProcess {
  readonly port: number;
}

let servers = 0;

/** A server of the bench's own on the loopback, AOF everysec, as the yardstick has it: no rewrites while something is measured. */
export const benchRedis = async ({ dir, onEnd }: Pick<BenchContext, 'dir' | 'onEnd'>): Promise<BenchRedis> => {
  servers += 1;
  const own = join(dir, `redis-${servers}`);
  await mkdir(own, { recursive: true });
  const redis = await startRedis({ port: 0, dir: own });
  onEnd(() => redis.stop());
  await redis.command('CONFIG', 'SET', 'auto-aof-rewrite-percentage', '0');
  return Object.assign(redis, { port: Number(new URL(redis.url).port) });
};
