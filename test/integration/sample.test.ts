import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleIntoRedis } from '../../src/core/sample/into-redis.js';
import { effectiveMs } from '../../src/domain/effective.js';
import { guildSpace, userId } from '../../src/domain/ids.js';
import { realClock, testChain } from '../support/chain.js';
import { FakeIds, FakeRandom, RecordingLogger, RecordingMetrics } from '../support/fakes.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

let redis: RedisProcess;
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(() => redis.stop());

const parts = () => ({
  config: { redisTls: { ca: null, cert: null, key: null }, defaults: { locale: 'en' as const, timeZone: 'Europe/Berlin' } },
  ...{
    clock: realClock,
    ids: new FakeIds(),
    random: new FakeRandom(),
    log: new RecordingLogger(),
    metrics: new RecordingMetrics(),
  },
});
const plan = { members: 5, days: 40, seed: 3, guild: '4711' };

it('fills an empty Redis that was named for it, and no other; boards and day buckets are a count of the entries', async () => {
  const made = await sampleIntoRedis(redis.url, plan, parts());
  expect(made.members).toBe(5);

  const chain = await testChain(redis.url);
  const space = guildSpace(plan.guild);
  const board = await chain.store.board(space, { category: null, span: 'all', day: '' }, 10);
  const counted = new Map<string, number>();
  let entries = 0;
  for await (const user of chain.store.members(space)) {
    const sessions = await chain.store.entries(space, user, 0, Number.MAX_SAFE_INTEGER);
    entries += sessions.length;
    const ms = sessions.reduce((sum, session) => sum + effectiveMs(session, 0), 0);
    counted.set(user, ms);
    const days = await chain.store.days(space, user, '00000000', '99999999');
    expect([...days.values()].flatMap((day) => [...day.values()]).reduce((sum, each) => sum + each, 0)).toBe(ms);
  }
  expect(entries).toBe(made.entries);
  expect(new Map(board.map(({ user, ms }) => [user as string, ms]))).toEqual(counted);
  const { records } = await chain.store.history(space, userId('1000000'));
  expect(records.length).toBeGreaterThan(10);
  await chain.close();

  await expect(sampleIntoRedis(redis.url, plan, parts())).rejects.toThrow('not empty');
  await redis.stop();
  await expect(sampleIntoRedis(redis.url, plan, parts())).rejects.toThrow('cannot be reached');
});
