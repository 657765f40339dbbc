import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { rawRedis } from '../raw-redis.js';
import { startRedis, type RedisProcess } from '../redis.js';
import { aDirectory, aWorld, openStage, type Stage, type World } from './stage.js';

type Raw = Awaited<ReturnType<typeof rawRedis>>;

/** What a test has. `raw` leads to a Redis that is the same for all tests of a file, and empty at the beginning of each. */
export interface OnStage {
  readonly raw: Raw;
  readonly world: World;
  readonly stage: Stage;
}

/** Each test of a file begins in a new world at this moment, with a process on its stage; `begin` takes what there is, and prepares it. */
export const onStage = (at: string, begin: (there: OnStage) => Promise<void>): void => {
  let redis: RedisProcess;
  let raw: Raw;
  let there: OnStage & { readonly dir: Awaited<ReturnType<typeof aDirectory>> };
  beforeAll(async () => {
    redis = await startRedis({ appendfsync: 'no' });
    raw = await rawRedis(redis.url);
  });
  afterAll(async () => {
    await raw.connection.close();
    await redis.stop();
  });
  beforeEach(async () => {
    await raw.connection.send('FLUSHALL', []);
    const dir = await aDirectory();
    const world = await aWorld(at);
    there = { raw, dir, world, stage: await openStage({ url: redis.url, world, dir: dir.path }) };
    await begin(there);
  });
  afterEach(async () => {
    await there.stage.close();
    await there.world.notion.close();
    await there.dir.remove();
  });
};
