import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultConfig } from '../../domain/defaults.js';
import type { Clock, Ids, Logger, Metrics, Random } from '../../domain/ports.js';
import { BackupRefused } from '../../engine/backup/refusals.js';
import { createChain, type Chain } from '../../engine/chain.js';
import { createEngine, type Engine } from '../../engine/index.js';
import { runningManagedRedis, startManagedRedis } from '../../engine/redis/managed.js';
import type { OwnImports } from '../../import/index.js';
import type { Config } from '../config.js';
import { importsOf } from '../imports.js';
import { readTlsFiles } from '../redis-tls.js';

export interface ConnectParts {
  readonly config: Pick<Config, 'redisUrl' | 'redisTls' | 'dataDir' | 'defaults' | 'journalSegmentBytes'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export interface Connected {
  readonly imports: OwnImports;
  readonly chain: Chain;
  readonly engine: Engine;
  close(): Promise<void>;
}

const DRAIN_MS = 5_000;

/**
 * An engine of our own on the bot's database, beside the bot where that runs: it is one process more. The managed Redis is the running bot's, or is started.
 * @throws BackupRefused when there is no database, or it cannot be reached; UnusableRedis
 */
export const connectImports = async ({ config, ...tell }: ConnectParts): Promise<Connected> => {
  const server = config.redisUrl === null ? await managed(config.dataDir, tell) : null;
  const url = config.redisUrl?.reveal() ?? server?.url ?? '';
  const tls = await readTlsFiles(config.redisTls);
  const chain = await createChain({ ...tell, url, tls, defaults: (space) => defaultConfig(space, config.defaults) });
  const closeAll = async (): Promise<void> => {
    await chain.close();
    await server?.close();
  };
  if (!chain.link.up) {
    await closeAll();
    throw new BackupRefused('Redis cannot be reached');
  }
  const engine = createEngine({
    ...tell,
    ...chain,
    journalDir: join(config.dataDir, 'journal'),
    segmentBytes: config.journalSegmentBytes,
  });
  await engine.start();
  const imports = importsOf(config.dataDir, chain, engine.tracker, tell);
  return {
    ...{ imports, chain, engine },
    async close() {
      await imports.close();
      await engine.drain(DRAIN_MS);
      await closeAll();
    },
  };
};

const managed = async (
  dataDir: string,
  surroundings: Pick<ConnectParts, 'clock' | 'random' | 'log'>,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const dir = join(dataDir, 'redis');
  const running = await runningManagedRedis(dir);
  if (running !== null) return { url: running, close: () => Promise.resolve() };
  await access(dir).catch(() => {
    throw new BackupRefused(`there is no database: REDIS_URL is not set, and ${dir} does not exist`);
  });
  return startManagedRedis({ ...surroundings, dir });
};
