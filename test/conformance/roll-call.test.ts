import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { list, text } from '../../src/engine/redis/replies.js';
import type { Stage } from '../../src/engine/members/stage.js';
import type { Call, Missing, RollCallStore } from '../../src/engine/sync/roll-call.js';
import { testChain, type TestChain } from '../support/chain.js';
import { FakeLink, memoryBackend, memoryRollCall } from '../support/memory-store.js';
import { rawRedis } from '../support/raw-redis.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

const there = (process: string, stage: Stage = 2): Call => ({ process, stage, leaves: false, gone: [] });
const names = (missing: readonly Missing[]): readonly string[] => missing.map(({ process }) => process);

/** What every roll call does; `make` answers one that nobody has used. */
const suite = (name: string, make: () => Promise<RollCallStore>): void => {
  describe(name, () => {
    it('misses nobody as long as the server is the same', async () => {
      const store = await make();
      expect(await store.answer('s1', there('a'))).toEqual([]);
      expect(await store.answer('s1', there('b'))).toEqual([]);
      expect(await store.answer('s1', there('a'))).toEqual([]);
    });

    it('misses who was there on another server, until all of it is there', async () => {
      const store = await make();
      await store.answer('s1', there('a'));
      await store.answer('s1', there('b'));
      expect(await store.answer('s2', there('a'))).toMatchObject([{ process: 'b', stage: 0 }]);
      expect(await store.answer('s2', there('b', 0))).toEqual([]);
      expect(await store.answer('s2', there('a'))).toMatchObject([{ process: 'b', stage: 0 }]);
      await store.answer('s2', there('b', 1));
      expect(await store.answer('s2', there('a'))).toMatchObject([{ process: 'b', stage: 1 }]);
      expect(await store.answer('s2', there('b'))).toEqual([]);
      expect(await store.answer('s2', there('a'))).toEqual([]);
    });

    it('misses one that has come and has not yet brought what it took over', async () => {
      const store = await make();
      await store.answer('s1', there('a'));
      expect(await store.answer('s1', there('b', 0))).toEqual([]);
      expect(names(await store.answer('s1', there('a')))).toEqual(['b']);
    });

    it('does not miss who left, on the server that is there', async () => {
      const store = await make();
      await store.answer('s1', { ...there('a'), leaves: true });
      expect(await store.answer('s1', there('b'))).toEqual([]);
      expect(names(await store.answer('s2', there('b')))).toEqual(['a']);
    });

    it('does not wait for who is no more, nor for one without a name', async () => {
      const store = await make();
      await store.answer('s1', there('a'));
      await store.answer('s1', there(''));
      expect(await store.answer('s2', { ...there('b'), gone: ['a'] })).toEqual([]);
      expect(await store.answer('s2', there('c'))).toEqual([]);
    });
  });
};

suite('the roll call in memory', () => Promise.resolve(memoryRollCall(memoryBackend(), new FakeLink())));

describe('in Redis', () => {
  let redis: RedisProcess;
  let raw: Awaited<ReturnType<typeof rawRedis>>;
  let chain: TestChain;
  beforeAll(async () => {
    redis = await startRedis();
    [chain, raw] = await Promise.all([testChain(redis.url), rawRedis(redis.url)]);
  });
  afterAll(async () => {
    await Promise.all([chain.close(), raw.connection.close()]);
    await redis.stop();
  });

  suite('the roll call in Redis', async () => {
    await raw.connection.send('DEL', ['pc:procs']);
    return chain.rollCallStore;
  });

  it('does not wait for who had left long before the last server ended, however long ago that was', async () => {
    const now = Date.now();
    const ago = (stage: number, ms: number): string => `s1 ${String(stage)} ${String(now - ms)}`;
    await raw.connection.send('DEL', ['pc:procs']);
    const cells = ['last', ago(2, 600_000), 'left', ago(3, 661_000), 'leaving', ago(3, 630_000), 'silent', ago(2, 661_000)];
    await raw.connection.send('HSET', ['pc:procs', ...cells, 'forgotten', ago(2, 9_000_000)]);
    expect([...names(await chain.rollCallStore.answer('s2', there('a')))].sort()).toEqual(['last', 'leaving', 'silent']);
    const stays = list(await raw.connection.send('HGETALL', ['pc:procs'])).map(text);
    expect(stays.filter((_, index) => index % 2 === 0).sort()).toEqual(['@', 'a', 'last', 'leaving', 'left', 'silent']);
  });

  it('counts who shares it, without who left or was silent for long', async () => {
    await raw.connection.send('DEL', ['pc:procs']);
    expect(await chain.companions()).toBe(0);
    await chain.rollCallStore.answer('s1', there('a'));
    expect(await chain.companions()).toBe(1);
    await raw.connection.send('HSET', ['pc:procs', 'dead', `s1 2 ${String(Date.now() - 60_000)}`]);
    await chain.rollCallStore.answer('s1', { ...there('b'), leaves: true });
    expect(await chain.companions()).toBe(1);
    await chain.rollCallStore.answer('s1', there('c', 0));
    expect(await chain.companions()).toBe(2);
  });

  it('remembers by application which guilds have commands of their own', async () => {
    const { commandGuilds } = chain;
    for (const guild of ['10', '11', '10']) await commandGuilds.add('1', guild);
    await commandGuilds.add('2', '12');
    await commandGuilds.remove('1', '11');
    expect([await commandGuilds.all('1'), await commandGuilds.all('2'), await commandGuilds.all('3')]).toEqual([
      ['10'],
      ['12'],
      [],
    ]);
  });

  it('names a server by its process', async () => {
    const other = await startRedis();
    const there = await testChain(other.url);
    const [one, same, another] = await Promise.all([
      chain.rollCallStore.serverId(),
      chain.rollCallStore.serverId(),
      there.rollCallStore.serverId(),
    ]);
    await there.close();
    await other.stop();
    expect(one).toMatch(/^\w{40}$/);
    expect(same).toBe(one);
    expect(another).not.toBe(one);
  });
});
