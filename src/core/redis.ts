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
    orRefused(startManagedRedis({ dir: join(dataDir, 'redis'), clock, random, log }), null),
  );
  return redis.url;
}

/**
 * A Redis that will never do is for the operator to mend.
 * @param variable the one that names this Redis; null for the managed one, whose message stands alone
 * @throws ConfigurationError
 */
export async function orRefused<T>(opening: Promise<T>, variable: 'REDIS_URL' | null): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    if (!(error instanceof UnusableRedis)) throw error;
    const message = variable === null ? capitalized(error.message) : `${variable}: ${error.message}`;
    throw new ConfigurationError(message, { cause: error });
  }
}

/** But for a path, which begins with a slash. */
const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
