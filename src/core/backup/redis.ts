import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { delay, type Clock, type Logger, type Random } from '../../domain/ports.js';
import { connect } from '../../engine/redis/client.js';
import type { Guarded } from '../../engine/redis/guarded.js';
import { runningManagedRedis, startManagedRedis } from '../../engine/redis/managed.js';
import { requireScripts } from '../../engine/redis/requirements.js';
import { BackupRefused } from '../../engine/backup/refusals.js';
import type { Config } from '../config.js';
import { readTlsFiles } from '../redis-tls.js';

export interface OpenRedis {
  readonly redis: Guarded;
  readonly close: () => Promise<void>;
}

interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

const PATIENCE_MS = 10_000;
/** ms for one command: a page of a large stream on a busy server. */
const COMMAND_MS = 30_000;

/**
 * The database that the bot has: that of REDIS_URL, or the managed one. When that does not run it is started, and ended again.
 * @param mayCreate whether a managed one that is not there yet may be begun
 * @throws BackupRefused when it cannot be reached; UnusableRedis
 */
export const openRedis = async (config: Config, surroundings: Surroundings, mayCreate: boolean): Promise<OpenRedis> => {
  const server = config.redisUrl === null ? await managed(config, surroundings, mayCreate) : null;
  const url = config.redisUrl?.reveal() ?? server?.url ?? '';
  const tls = await readTlsFiles(config.redisTls);
  const { random, clock, log } = surroundings;
  const connection = connect({ url, tls, random, clock, log, commandTimeoutMs: COMMAND_MS });
  const close = async (): Promise<void> => {
    await connection.close();
    await server?.close();
  };
  try {
    const until = clock.monotonic() + PATIENCE_MS;
    while (!connection.ready) {
      if (clock.monotonic() > until) throw new BackupRefused('Redis cannot be reached');
      await delay(clock, 20);
    }
    await requireScripts(connection);
  } catch (error) {
    await close();
    throw error;
  }
  return { redis: { read: (task) => task(connection), write: (task) => task(connection) }, close };
};

const managed = async (
  { dataDir }: Config,
  surroundings: Surroundings,
  mayCreate: boolean,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const dir = join(dataDir, 'redis');
  const running = await runningManagedRedis(dir);
  // A bot's, which goes on.
  if (running !== null) return { url: running, close: () => Promise.resolve() };
  if (!mayCreate)
    await access(dir).catch(() => {
      throw new BackupRefused(`there is no database: REDIS_URL is not set, and ${dir} does not exist`);
    });
  return startManagedRedis({ ...surroundings, dir });
};
