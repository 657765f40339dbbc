import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../src/domain/calendar.js';
import { categoryId, spaceId, type SpaceId } from '../../src/domain/ids.js';
import { createChain } from '../../src/engine/chain.js';
import { connect } from '../../src/engine/redis/client.js';
import type { Connection } from '../../src/engine/redis/connection.js';
import type { Guarded } from '../../src/engine/redis/guarded.js';
import { keys, keysOfSchema3 } from '../../src/engine/redis/keys.js';
import { MIGRATIONS, OLDEST_SCHEMA, SCHEMA, type Migration } from '../../src/engine/redis/migrations/index.js';
import { ensureSchema } from '../../src/engine/redis/migrations/migrate.js';
import { list, text } from '../../src/engine/redis/replies.js';
import { UnusableRedis } from '../../src/engine/redis/requirements.js';
import { aUser, clockIn, clockOut, HOUR, T } from '../conformance/fixtures.js';
import { defaultConfig, realClock, testChain } from '../support/chain.js';
import { FakeIds, FakeRandom, RecordingLogger, RecordingMetrics } from '../support/fakes.js';
import { dumpRedis, loadRedis } from '../support/redis-dump.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { boardProblems, pictureOf } from '../support/store-picture.js';
import { OFFICE, playStory } from '../support/story.js';

/** The schemas that invented migrations lead to. */
const [NEXT, AFTER] = [OLDEST_SCHEMA + 1, OLDEST_SCHEMA + 2];

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

  it('that was never released is refused, and left as it is', async () => {
    await redis.command('SET', keys.schema, String(OLDEST_SCHEMA - 1));
    await expect(createChain(chainOptions())).rejects.toThrow(`no way from schema ${OLDEST_SCHEMA - 1}`);
    expect(await redis.command('DBSIZE')).toBe('1');
  });
});

/** Invented: what stood in a list of each space stands in a set from then on. */
describe('a migration that moves data', () => {
  const [SPACE, HELD] = [spaceId('g1'), 1_234];
  const before = (space: SpaceId): string => `pc:{${space}}:invented`;
  const after = (space: SpaceId): string => `pc:{${space}}:moved`;
  const names = Array.from({ length: HELD }, (_, index) => `name ${index}`);
  const PAGE = 500;
  const move: Migration = {
    to: NEXT,
    what: 'names, from a list to a set',
    space: async (guarded, space) => {
      for (let from = 0; ; from += PAGE) {
        const page = list(await guarded.read((connection) => connection.send('LRANGE', [before(space), from, from + PAGE - 1])));
        if (page.length > 0) await guarded.write((connection) => connection.send('SADD', [after(space), ...page.map(text)]));
        if (page.length < PAGE) break;
      }
      // Last: as long as it is there, the move can be begun again.
      await guarded.write((connection) => connection.send('UNLINK', [before(space)]));
    },
  };
  const begin = async (connection: Connection): Promise<void> => {
    await connection.send('SADD', [keys.spaces, SPACE]);
    await connection.send('SET', [keys.schema, OLDEST_SCHEMA]);
    await connection.send('RPUSH', [before(SPACE), ...names]);
  };
  const moved = async (connection: Connection): Promise<void> => {
    const there = list(await connection.send('SMEMBERS', [after(SPACE)])).map(text);
    expect(there.toSorted()).toEqual(names.toSorted());
    expect(await connection.send('EXISTS', [before(SPACE)])).toBe(0);
  };

  it('takes everything along when a process starts', async () => {
    const guarded = await open();
    await begin(guarded.connection);
    await ensureSchema(guarded, { clock: realClock, log: new RecordingLogger(), owner: 'one', migrations: [move] });
    await moved(guarded.connection);
    expect(await redis.command('GET', keys.schema)).toBe(String(NEXT));
  });

  it('is gone again from its beginning when it was ended anywhere', async () => {
    const whole = await open();
    await begin(whole.connection);
    for (let steps = 1; ; steps += 1) {
      let left = steps;
      const cut = <T>(task: (connection: Connection) => Promise<T>): Promise<T> =>
        (left -= 1) < 0 ? Promise.reject(new Error('ended')) : task(whole.connection);
      const outcome = await move.space({ read: cut, write: cut }, SPACE, 0).then(
        () => 'done',
        () => 'ended',
      );
      if (outcome === 'done') break;
      expect(await whole.connection.send('EXISTS', [before(SPACE)])).toBe(1);
    }
    await moved(whole.connection);
    // And once more when everything is done.
    await move.space(whole, SPACE, 0);
    await moved(whole.connection);
  });
});

describe('schema 4, day buckets by month', () => {
  /** As schema 3 had it: all day buckets of a member in one hash, and no months. */
  const inSchema3 = (dump: string): string =>
    dump
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [command, key = '', ...rest] = JSON.parse(line) as string[];
        // What a status showed is gone, so that it is made from what lies there.
        if (/\}:(dm|t:\d+)$/.test(key)) return [];
        if (key === keys.schema) return [JSON.stringify([command, key, '3'])];
        return [JSON.stringify([command, key.replace(/(:d:\d+):\d{6}$/, '$1'), ...rest])];
      })
      .join('\n');
  const LONG = aUser();
  const LONG_DAYS = Array.from({ length: 700 }, (_, back) => addDays('20260304', -back));
  let now: string;
  let connection: Connection;
  let guarded: Guarded;

  beforeEach(async () => {
    await playStory(redis.url);
    const chain = await testChain(redis.url);
    // More than Redis keeps in one piece, so that it is read page by page.
    const begun = clockIn(OFFICE, LONG);
    await chain.store.commit(begun);
    const days = LONG_DAYS.flatMap((day) => ['a:b', 'work'].map((name) => ({ day, category: categoryId(name), ms: 1 })));
    await chain.store.commit({ ...clockOut(OFFICE, LONG, begun.next, T + HOUR), days });
    // So many deltas are folded in the background, which a dump must not see half.
    await chain.store.board(OFFICE, { category: null, span: 'all', day: '20260304' }, 1);
    await chain.close();
    const opened = await open();
    [guarded, connection] = [opened, opened.connection];
    now = await dumpRedis(connection);
  });
  const toSchema3 = async (): Promise<void> => {
    await connection.send('FLUSHALL', []);
    await loadRedis(connection, inSchema3(now));
    expect(await connection.send('HLEN', [keysOfSchema3.days(OFFICE, LONG)])).toBe(1_400);
    expect(await connection.send('EXISTS', [keys.dayMonths(OFFICE)])).toBe(0);
  };
  /** What there is of day buckets, months in order. */
  const bucketsIn = (dump: string): readonly string[] =>
    dump
      .split('\n')
      .filter((line) => /\}:(d:|dm")/.test(line))
      .map((line) => line.replace(/"(\d{6}(?:,\d{6})*)"\]$/, (_, months: string) => `"${months.split(',').sort().join()}"]`))
      .toSorted();

  it('shows the same totals, days and boards as before, and takes changes', async () => {
    const before = await testChain(redis.url);
    const picture = await pictureOf(before);
    await before.close();
    await toSchema3();
    const chain = await testChain(redis.url);
    expect(await redis.command('GET', keys.schema)).toBe('4');
    expect(await pictureOf(chain)).toEqual(picture);
    expect(await boardProblems(chain)).toEqual([]);
    expect(bucketsIn(await dumpRedis(connection))).toEqual(bucketsIn(now));
    // A correction takes time out of a month that was moved.
    const { next } = clockIn(OFFICE, LONG, await chain.store.load(OFFICE, LONG));
    await chain.store.commit(clockIn(OFFICE, LONG, await chain.store.load(OFFICE, LONG)));
    const state = await chain.store.load(OFFICE, LONG);
    expect(state.version).toBe(next.version);
    const days = [{ day: '20260301', category: categoryId('work'), ms: -1 }];
    await chain.store.commit({ ...clockOut(OFFICE, LONG, state, T + HOUR), days });
    expect([...(await chain.store.days(OFFICE, LONG, '20260301', '20260301'))]).toEqual([
      ['20260301', new Map([[categoryId('a:b'), 1]])],
    ]);
    await chain.close();
  });

  it('loses and doubles nothing when it is ended anywhere and begun again', async () => {
    const spaces = list(await connection.send('SMEMBERS', [keys.spaces])).map((name) => spaceId(text(name)));
    const move = async (through: Guarded): Promise<void> => {
      for (const space of spaces) for (const { to, space: step } of MIGRATIONS) if (to === 4) await step(through, space, 0);
    };
    let ended = 0;
    for (let steps = 1; ; steps += 7) {
      await toSchema3();
      let left = steps;
      const cut = <T>(task: (connection: Connection) => Promise<T>): Promise<T> =>
        (left -= 1) < 0 ? Promise.reject(new Error('ended')) : task(connection);
      const outcome = await move({ read: cut, write: cut }).then(
        () => 'done',
        () => 'ended',
      );
      await move(guarded);
      expect(bucketsIn(await dumpRedis(connection))).toEqual(bucketsIn(now));
      if (outcome === 'done') break;
      ended += 1;
    }
    expect(ended).toBeGreaterThan(3);
    // And once more when everything is done.
    await move(guarded);
    expect(bucketsIn(await dumpRedis(connection))).toEqual(bucketsIn(now));
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
    const steps = [NEXT, AFTER].map((to) =>
      step(to, async (_redis, space) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        ran.push(`${to} ${space}`);
      }),
    );
    const processes = await Promise.all([open(), open(), open()]);
    await Promise.all(processes.map((each, index) => ensureSchema(each, options(`p${index}`, steps))));
    expect(ran.slice(0, 3).toSorted()).toEqual(spaces.map((space) => `${NEXT} ${space}`));
    expect(ran.slice(3).toSorted()).toEqual(spaces.map((space) => `${AFTER} ${space}`));
    expect(await redis.command('GET', keys.schema)).toBe(String(AFTER));
    expect(await redis.command('EXISTS', keys.schemaDone(NEXT), keys.schemaDone(AFTER))).toBe('0');
  });

  it('go on in another process behind the last space that was done, when one is killed in the middle', async () => {
    const done: SpaceId[] = [];
    const killed = await open();
    const stuck = step(NEXT, (_redis, space) => {
      if (done.length === 1) return killed.connection.close().then(() => new Promise<void>(() => undefined));
      done.push(space);
      return Promise.resolve();
    });
    void ensureSchema(killed, { ...options('killed', [stuck]), leaseMs: 300 });
    await expect.poll(() => redis.command('SCARD', keys.schemaDone(NEXT))).toBe('1');
    const rest: SpaceId[] = [];
    const log = new RecordingLogger();
    const good = step(NEXT, (_redis, space) => Promise.resolve(void rest.push(space)));
    await ensureSchema(await open(), { ...options('next', [good]), log });
    expect(log.lines.map(({ message }) => message)).toContain('another process migrates the database; waiting for it');
    expect([...done, ...rest].toSorted()).toEqual(spaces);
    expect(await redis.command('GET', keys.schema)).toBe(String(NEXT));
  });

  it('are begun again by whoever comes next when one fails', async () => {
    const failing = step(NEXT, () => Promise.reject(new Error('no')));
    await expect(ensureSchema(await open(), options('one', [failing]))).rejects.toThrow('no');
    expect(await redis.command('EXISTS', keys.schema)).toBe('0');
    await ensureSchema(await open(), options('two', [step(NEXT, () => Promise.resolve())]));
    expect(await redis.command('GET', keys.schema)).toBe(String(NEXT));
  });
});
