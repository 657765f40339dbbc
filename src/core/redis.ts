import { join } from 'node:path';
import { startManagedRedis } from '../engine/redis/managed.js';
import { UnusableRedis } from '../engine/redis/requirements.js';
import type { Config } from './config.js';
import { ConfigurationError } from './errors.js';
import type { Surroundings } from './surroundings.js';
import { WITHIN } from './within.js';

/** A Redis of our own, as a child process. @returns its address */
export async function manageRedis({ dataDir }: Config, { clock, random, log, lifecycle }: Surroundings): Promise<string> {
  const redis = await lifecycle.open({ name: 'managed redis', within: WITHIN.managedRedis, close: (it) => it.close() }, () =>
    orNameRedis(startManagedRedis({ dir: join(dataDir, 'redis'), clock, random, log })),
  );
  return redis.url;
}

/** A Redis that will never do is for the operator to mend, by that variable. */
export async function orNameRedis<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    if (error instanceof UnusableRedis) throw new ConfigurationError(`REDIS_URL: ${error.message}`);
    throw error;
  }
}
