import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { categoryId, requestId } from '../../src/domain/ids.js';
import { writeBackup } from '../../src/engine/backup/backup.js';
import { restoreBackup } from '../../src/engine/backup/restore.js';
import { createEngine } from '../../src/engine/index.js';
import { aSpace, aUser, collect, next } from '../conformance/fixtures.js';
import { realClock as clock, testChain } from '../support/chain.js';
import { value } from '../support/engine.js';
import { FakeIds, RecordingLogger } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { startRedis } from '../support/redis.js';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

const start = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'pc-restore-'));
  const redis = await startRedis({ appendfsync: 'no' });
  const raw = await rawRedis(redis.url);
  const chain = await testChain(redis.url);
  const engine = createEngine({ ...chain, clock, ids: new FakeIds(next()), journalDir: join(dir, 'journal') });
  await engine.start();
  cleanUp.push(
    () => rm(dir, { recursive: true, force: true }),
    () => redis.stop(),
    () => raw.connection.close(),
    () => chain.close(500),
    () => engine.drain(500),
  );
  const path = join(dir, 'backup');
  const [space, user] = [aSpace(), aUser()];
  const request = () => ({ space, user, requestId: requestId(next()), at: Date.now(), source: 'command' });
  const restoring = { path, key: null, only: null, erasures: null, origin: 'restore', clock, log: new RecordingLogger() };
  return {
    ...{ redis, raw, chain, engine, space, user },
    clockIn: async (note: string) => value(await engine.tracker.clockIn({ ...request(), category: categoryId('work'), note })),
    clockOut: async () => value(await engine.tracker.clockOut(request())),
    backup: () => writeBackup(raw, { path, key: null, scope: 'all', clock, id: 'the-one', program: 'test' }),
    restore: (force: boolean) => restoreBackup(raw, { ...restoring, force }),
    /** The link goes and comes back: the journal of the last minutes is offered again. */
    reconnect: async () => {
      await redis.command('CLIENT', 'KILL', 'TYPE', 'normal');
      await expect.poll(() => chain.link.up).toBe(false);
      await expect.poll(() => chain.link.up && !engine.journalHealth().syncing).toBe(true);
    },
  };
};

it('forced under a bot that runs is seen by it at once, and not undone by its journal', async () => {
  const { chain, engine, space, user, clockIn, clockOut, backup, restore, reconnect } = await start();
  await clockIn('first');
  await backup();
  await clockOut();
  await clockIn('second');
  await restore(true);
  await expect.poll(async () => (await chain.store.load(space, user)).active?.note).toBe('first');
  await reconnect();
  const state = await chain.store.load(space, user);
  expect(state).toMatchObject({ version: 4, active: { note: 'first' }, last: null });
  expect(await chain.store.entries(space, user, 0, Infinity)).toEqual([]);
  const events = (await collect(chain.store.ledger(space))).map(({ event }) => event);
  expect(events).toEqual(['clockedIn', 'clockedOut', 'clockedIn', 'restored']);
  expect((await clockOut()).session.note).toBe('first');
  expect(engine.journalHealth().pending).toBe(0);
});

it('into a Redis that lost everything gets what was acknowledged since the backup from the journal', async () => {
  const { redis, chain, space, user, clockIn, clockOut, backup, restore, reconnect } = await start();
  await clockIn('first');
  await backup();
  await clockOut();
  await clockIn('second');
  await redis.command('FLUSHALL');
  await restore(false);
  await reconnect();
  expect(await chain.store.load(space, user)).toMatchObject({ version: 3, active: { note: 'second' }, last: { note: 'first' } });
  expect(await chain.store.entries(space, user, 0, Infinity)).toHaveLength(1);
  const versions = (await collect(chain.store.ledger(space))).map(({ version }) => version);
  expect(versions).toEqual([1, 2, 3]);
});
