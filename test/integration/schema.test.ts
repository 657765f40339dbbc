import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spaceId, userId, type SpaceId } from '../../src/domain/ids.js';
import { createChain } from '../../src/engine/chain.js';
import { connect } from '../../src/engine/redis/client.js';
import type { Connection } from '../../src/engine/redis/connection.js';
import type { Guarded } from '../../src/engine/redis/guarded.js';
import { keys } from '../../src/engine/redis/keys.js';
import { onTheClock } from '../../src/engine/redis/migrations/0003-on-the-clock.js';
import { SCHEMA, type Migration } from '../../src/engine/redis/migrations/index.js';
import { ensureSchema } from '../../src/engine/redis/migrations/migrate.js';
import { list, text } from '../../src/engine/redis/replies.js';
import { UnusableRedis } from '../../src/engine/redis/requirements.js';
import { defaultConfig, realClock, testChain } from '../support/chain.js';
import { FakeIds, FakeRandom, RecordingLogger, RecordingMetrics } from '../support/fakes.js';
import { loadRedis } from '../support/redis-dump.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { boardProblems, pictureOf } from '../support/store-picture.js';

const FIXTURES = join(import.meta.dirname, '../fixtures');
const released = readdirSync(FIXTURES).filter((name) => name.startsWith('schema-'));

let redis: RedisProcess;
const connections: Connection[] = [];
const open = async (): Promise<Guarded & { readonly connection: Connection }> => {
  const connection = connect({ url: redis.url, clock: realClock, random: new FakeRandom(), log: new RecordingLogger() });
  connections.push(connection);
  await new Promise<void>((resolve) => connection.onReady(resolve));
  return { connection, read: (task) => task(connection), write: (task) => task(connection) };
};
const chainOptions = () => ({
  url: redis.url,
  defaults: defaultConfig,
  clock: realClock,
  ids: new FakeIds(),
  random: new FakeRandom(),
  log: new RecordingLogger(),
  metrics: new RecordingMetrics(),
});

beforeEach(async () => {
  redis = await startRedis({ appendfsync: 'no' });
});
afterEach(async () => {
  for (const connection of connections.splice(0)) await connection.close();
  await redis.stop();
});

describe('the schema of the database', () => {
  it('is written into an empty one', async () => {
    const chain = await testChain(redis.url);
    await chain.close();
    expect(await redis.command('GET', keys.schema)).toBe(String(SCHEMA));
  });

  it('of a newer version is refused, before anything is written', async () => {
    await redis.command('SET', keys.schema, String(SCHEMA + 1));
    await expect(createChain(chainOptions())).rejects.toThrow(UnusableRedis);
    await expect(createChain(chainOptions())).rejects.toThrow(/start a newer version/);
    expect(await redis.command('KEYS', '*')).toContain(keys.schema);
    expect(await redis.command('DBSIZE')).toBe('1');
  });

  it('that becomes newer while a process runs keeps that process from writing', async () => {
    const chain = await testChain(redis.url);
    await redis.command('SET', keys.schema, String(SCHEMA + 1));
    await redis.command('CLIENT', 'KILL', 'TYPE', 'normal');
    await expect.poll(() => chain.link.up).toBe(false);
    await expect.poll(() => chain.log.lines.some(({ message }) => message === 'Redis is of no use')).toBe(true);
    await redis.command('SET', keys.schema, String(SCHEMA));
    await expect.poll(() => chain.link.up).toBe(true);
    await chain.close();
  });

  it.each(released)('%s comes forward with everything in it', async (name) => {
    const { connection } = await open();
    await loadRedis(connection, await readFile(join(FIXTURES, name, 'redis.jsonl'), 'utf8'));
    const chain = await testChain(redis.url);
    expect(await pictureOf(chain)).toEqual(JSON.parse(await readFile(join(FIXTURES, name, 'picture.json'), 'utf8')));
    expect(await redis.command('GET', keys.schema)).toBe(String(SCHEMA));
    expect(await boardProblems(chain)).toEqual([]);
    await chain.close();
  });
});

describe('the way to schema 3', () => {
  const moving = 'pc:{g1}:on';
  const people = Array.from({ length: 2_345 }, (_, index) =>
    userId(String(1_300_000_000_000_000_000n + BigInt(index) * 4_194_304n)),
  );
  const begin = async (connection: Connection): Promise<void> => {
    await connection.send('SADD', [keys.spaces, 'g1']);
    await connection.send('SET', [keys.schema, '2']);
    await connection.send('ZADD', [moving, ...people.flatMap((user, index) => [1_700_000_000_000 + index, user])]);
  };
  const moved = async (connection: Connection): Promise<void> => {
    const sets = await Promise.all(keys.allOn(spaceId('g1')).map((name) => connection.send('SMEMBERS', [name])));
    expect(sets.flatMap((set) => list(set).map(text)).toSorted()).toEqual(people.toSorted());
    for (const user of people) expect(keys.allOn(spaceId('g1'))).toContain(keys.on(spaceId('g1'), user));
    expect(await connection.send('EXISTS', [moving])).toBe(0);
  };

  it('takes everybody who is on the clock along, each into the set where commits look', async () => {
    const guarded = await open();
    await begin(guarded.connection);
    await ensureSchema(guarded, { clock: realClock, log: new RecordingLogger(), owner: 'one' });
    await moved(guarded.connection);
  });

  it('is gone again from its beginning when it was ended anywhere', async () => {
    const whole = await open();
    await begin(whole.connection);
    for (let after = 1; ; after += 1) {
      let left = after;
      const cut = <T>(task: (connection: Connection) => Promise<T>): Promise<T> =>
        (left -= 1) < 0 ? Promise.reject(new Error('ended')) : task(whole.connection);
      const outcome = await onTheClock.space({ read: cut, write: cut }, spaceId('g1'), 0).then(
        () => 'done',
        () => 'ended',
      );
      if (outcome === 'done') break;
      expect(await whole.connection.send('EXISTS', [moving])).toBe(1);
    }
    await moved(whole.connection);
    // And once more when everything is done.
    await onTheClock.space(whole, spaceId('g1'), 0);
    await moved(whole.connection);
  });
});

describe('migrations', () => {
  const spaces = ['g1', 'g2', 'g3'];
  beforeEach(async () => {
    await redis.command('SADD', keys.spaces, ...spaces);
  });
  const options = (owner: string, migrations: readonly Migration[]) => ({
    clock: realClock,
    log: new RecordingLogger(),
    owner,
    migrations,
    leaseMs: 300,
  });
  const step = (to: number, space: Migration['space']): Migration => ({ to, what: `step ${to}`, space });

  it('run step by step, each once for each space, however many processes start', async () => {
    const ran: string[] = [];
    const steps = [2, 3].map((to) =>
      step(to, async (_redis, space) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        ran.push(`${to} ${space}`);
      }),
    );
    const processes = await Promise.all([open(), open(), open()]);
    await Promise.all(processes.map((each, index) => ensureSchema(each, options(`p${index}`, steps))));
    expect(ran.slice(0, 3).toSorted()).toEqual(spaces.map((space) => `2 ${space}`));
    expect(ran.slice(3).toSorted()).toEqual(spaces.map((space) => `3 ${space}`));
    expect(await redis.command('GET', keys.schema)).toBe('3');
    expect(await redis.command('EXISTS', keys.schemaDone(2), keys.schemaDone(3))).toBe('0');
  });

  it('go on in another process behind the last space that was done, when one is killed in the middle', async () => {
    const done: SpaceId[] = [];
    const killed = await open();
    const stuck = step(2, (_redis, space) => {
      if (done.length === 1) return killed.connection.close().then(() => new Promise<void>(() => undefined));
      done.push(space);
      return Promise.resolve();
    });
    void ensureSchema(killed, { ...options('killed', [stuck]), leaseMs: 300 });
    await expect.poll(() => redis.command('SCARD', keys.schemaDone(2))).toBe('1');
    const rest: SpaceId[] = [];
    const log = new RecordingLogger();
    const good = step(2, (_redis, space) => Promise.resolve(void rest.push(space)));
    await ensureSchema(await open(), { ...options('next', [good]), log });
    expect(log.lines.map(({ message }) => message)).toContain('another process migrates the database; waiting for it');
    expect([...done, ...rest].toSorted()).toEqual(spaces);
    expect(await redis.command('GET', keys.schema)).toBe('2');
  });

  it('are begun again by whoever comes next when one fails', async () => {
    const failing = step(2, () => Promise.reject(new Error('no')));
    await expect(ensureSchema(await open(), options('one', [failing]))).rejects.toThrow('no');
    expect(await redis.command('EXISTS', keys.schema)).toBe('0');
    await ensureSchema(await open(), options('two', [step(2, () => Promise.resolve())]));
    expect(await redis.command('GET', keys.schema)).toBe('2');
  });
});
