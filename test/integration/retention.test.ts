import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createMembershipPort } from '../../src/core/membership.js';
import { categoryId, personalSpace, requestId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { Clock } from '../../src/domain/ports.js';
import { ok } from '../../src/domain/result.js';
import { createEngine, type Engine } from '../../src/engine/index.js';
import { aSpace, aUser, next } from '../conformance/fixtures.js';
import { realClock, testChain, type TestChain } from '../support/chain.js';
import { FakeIds } from '../support/fakes.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

/** The machine's clock, that a test can put forward. */
let ahead = 0;
const clock: Clock = { ...realClock, now: () => Date.now() + ahead };

let redis: RedisProcess;
let dir: string;
let chain: TestChain;
let engine: Engine;

beforeEach(async () => {
  ahead = 0;
  redis = await startRedis();
  dir = await mkdtemp(join(tmpdir(), 'pc-retention-'));
  chain = await testChain(redis.url, { clock });
  engine = createEngine({ ...chain, clock, ids: new FakeIds(next()), journalDir: join(dir, 'journal') });
  await engine.start();
});
afterEach(async () => {
  await engine.drain(5_000);
  await chain.close();
  await redis.stop();
  await rm(dir, { recursive: true, force: true });
});

const nobody = { willEnd: () => Promise.resolve(), ended: () => Promise.resolve() };
const port = () =>
  createMembershipPort({ ...engine, ...chain, clocking: engine.tracker, telling: nobody, clock, ids: new FakeIds(next()) });
const request = (space: SpaceId, user: UserId) => ({
  space,
  user,
  requestId: requestId(next()),
  at: clock.now(),
  source: 'command',
});
const work = async (space: SpaceId, user: UserId): Promise<void> => {
  const started = await engine.tracker.clockIn({ ...request(space, user), category: categoryId('work'), note: 'private' });
  expect(started.ok).toBe(true);
  ahead += HOUR;
  expect((await engine.tracker.clockOut(request(space, user))).ok).toBe(true);
};
const keysOf = async (space: SpaceId): Promise<string> =>
  redis.command('EVAL', `return #redis.call('KEYS', 'pc:{${space}}:*')`, '0');

it('keeps the history of a guild without the bot for its retention time, and then erases every key of it', async () => {
  const [left, stayed, home] = [aSpace(), aSpace(), personalSpace(aUser())];
  const user = aUser();
  for (const space of [left, stayed, home]) await work(space, user);
  const on = await engine.tracker.clockIn({ ...request(left, aUser()), category: categoryId('work'), note: null });
  expect(on.ok).toBe(true);

  await port().guildRemoved(left, clock.now());
  expect(await chain.store.onTheClock(left)).toEqual([]);
  ahead += 90 * DAY - HOUR;
  expect(await engine.retention.sweep()).toEqual([]);
  expect((await chain.store.load(left, user)).last).toMatchObject({ note: 'private' });

  ahead += 2 * HOUR;
  expect(await engine.retention.sweep()).toEqual([left]);
  expect(await keysOf(left)).toBe('0');
  expect((await chain.store.spaces()).toSorted()).toEqual([stayed, home].toSorted());
  expect((await chain.store.load(left, user)).version).toBe(0);
  expect((await chain.store.load(stayed, user)).last).toMatchObject({ note: 'private' });
  expect(await engine.retention.sweep()).toEqual([]);
});

it('goes by the setting of the guild', async () => {
  const space = aSpace();
  await work(space, aUser());
  const by = { actor: null, requestId: requestId(next()), at: clock.now(), event: 'settingsChanged' };
  await chain.spaces.update(space, by, (config) => ok({ ...config, settings: { ...config.settings, retentionDays: 7 } }));
  await port().guildRemoved(space, clock.now());
  ahead += 6 * DAY;
  expect(await engine.retention.sweep()).toEqual([]);
  ahead += 2 * DAY;
  expect(await engine.retention.sweep()).toEqual([space]);
});

it('erases nothing of a guild that the bot came back to', async () => {
  const space = aSpace();
  await work(space, aUser());
  await port().guildRemoved(space, clock.now());
  ahead += 80 * DAY;
  await port().guildJoined(space);
  ahead += 80 * DAY;
  expect(await engine.retention.sweep()).toEqual([]);
  expect(Number(await keysOf(space))).toBeGreaterThan(0);
});
