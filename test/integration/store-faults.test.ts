import { afterEach, describe, expect, it } from 'vitest';
import { EMPTY_MEMBER } from '../../src/domain/session.js';
import { StoreUnavailable } from '../../src/engine/store.js';
import { aSpace, aUser, clockIn, clockOut, collect, HOUR, T } from '../conformance/fixtures.js';
import { testChain, type TestChain } from '../support/chain.js';
import { startRedisProxy } from '../support/redis-proxy.js';
import { userRules } from '../support/redis-user.js';
import { freePort, startRedis, type RedisOptions, type RedisProcess } from '../support/redis.js';

const started: { readonly chains: TestChain[]; readonly servers: RedisProcess[] } = { chains: [], servers: [] };
const server = async (options?: RedisOptions): Promise<RedisProcess> => {
  const redis = await startRedis(options);
  started.servers.push(redis);
  return redis;
};
const chainOn = async (url: string, options: Parameters<typeof testChain>[1] = {}): Promise<TestChain> => {
  const chain = await testChain(url, { commandTimeoutMs: 400, ...options });
  started.chains.push(chain);
  return chain;
};
afterEach(async () => {
  await Promise.all(started.chains.splice(0).map((chain) => chain.close(1_000)));
  await Promise.all(started.servers.splice(0).map((redis) => redis.stop()));
});

const up = (chain: TestChain) => expect.poll(() => chain.link.up, { timeout: 20_000 }).toBe(true);
const down = (chain: TestChain) => expect.poll(() => chain.link.up, { timeout: 10_000 }).toBe(false);
const refusal = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => error,
  );

describe.each([
  ['standalone', { port: 0 }, ''],
  ['cluster', { cluster: true }, '?cluster=true'],
] as const)('%s', (_name, options, query) => {
  it('notices a kill -9 at once, refuses without guessing, and comes back with all that was acknowledged', async () => {
    const redis = await server({ ...options, appendfsync: 'always' });
    const chain = await chainOn(redis.url + query);
    const events: string[] = [];
    chain.link.onDown(() => events.push('down'));
    chain.link.onUp(() => events.push('up'));
    const [space, user] = [aSpace(), aUser()];
    const begun = clockIn(space, user);
    await chain.store.commit(begun);

    await redis.kill();
    await down(chain);
    expect(chain.health().redis).toMatchObject({ state: 'down', latencyMs: null, breaker: 'open' });
    const asked = performance.now();
    const error = await refusal(chain.store.load(space, user));
    expect(performance.now() - asked).toBeLessThan(100);
    expect(error).toBeInstanceOf(StoreUnavailable);
    expect(await refusal(chain.store.commit(clockOut(space, user, begun.next, T + HOUR)))).toMatchObject({ maybeApplied: false });
    expect(chain.store.peek(space, user)).toEqual(begun.next);
    expect(chain.store.peekOnTheClock(space)).toEqual([{ user, session: begun.next.active }]);

    await redis.restart();
    await up(chain);
    expect(await chain.store.load(space, user)).toEqual(begun.next);
    expect((await chain.store.commit(clockOut(space, user, begun.next, T + HOUR))).kind).toBe('ok');
    expect(chain.health().redis).toMatchObject({ state: 'up', breaker: 'closed' });
    expect(events).toEqual(['down', 'up']);
  });

  it('does not know what became of a commit to a stopped Redis, and applies it once all the same', async () => {
    const redis = await server(options);
    const chain = await chainOn(redis.url + query);
    const [space, user] = [aSpace(), aUser()];
    await chain.store.load(space, user);
    redis.pause();
    const begun = clockIn(space, user);
    expect(await refusal(chain.store.commit(begun))).toMatchObject({ name: 'StoreUnavailable' });
    await down(chain);
    redis.resume();
    await up(chain);
    const again = await chain.store.commit(begun);
    expect(['ok', 'replay']).toContain(again.kind);
    expect(await collect(chain.store.ledger(space))).toHaveLength(1);
    expect(await chain.store.load(space, user)).toEqual(begun.next);
  });
});

it('says that a commit may have been applied when its answer did not come', async () => {
  const redis = await server();
  const chain = await chainOn(redis.url);
  const [space, user] = [aSpace(), aUser()];
  await chain.store.commit(clockIn(space, aUser()));
  redis.pause();
  expect(await refusal(chain.store.commit(clockIn(space, user)))).toMatchObject({ maybeApplied: true });
  redis.resume();
  await up(chain);
});

it('starts without Redis and finds it later', async () => {
  const port = await freePort();
  const chain = await chainOn(`redis://127.0.0.1:${port}`, { startTimeoutMs: 100 });
  expect(chain.link.up).toBe(false);
  expect(await refusal(chain.store.load(aSpace(), aUser()))).toMatchObject({ name: 'StoreUnavailable', maybeApplied: false });
  let ups = 0;
  chain.link.onUp(() => (ups += 1));
  await server({ port });
  await up(chain);
  expect(ups).toBe(1);
  expect(await chain.store.load(aSpace(), aUser())).toEqual(EMPTY_MEMBER);
});

it('goes on after SCRIPT FLUSH', async () => {
  const redis = await server();
  const chain = await chainOn(redis.url);
  const space = aSpace();
  await chain.store.commit(clockIn(space, aUser()));
  await redis.command('SCRIPT', 'FLUSH');
  expect((await chain.store.commit(clockIn(space, aUser()))).kind).toBe('ok');
});

it('opens the breaker when commits fail although Redis answers PINGs, and closes it again', async () => {
  const redis = await server();
  const chain = await chainOn(redis.url);
  const space = aSpace();
  await chain.store.commit(clockIn(space, aUser()));
  await redis.command('CONFIG', 'SET', 'maxmemory', '1');
  await expect
    .poll(
      async () => {
        expect(await refusal(chain.store.commit(clockIn(space, aUser())))).toMatchObject({ maybeApplied: false });
        return chain.health().redis.breaker;
      },
      { timeout: 10_000, interval: 5 },
    )
    .toBe('open');
  expect(chain.link.up).toBe(true);
  await expect.poll(() => chain.health().redis.reason).toContain('OOM');
  await redis.command('CONFIG', 'SET', 'maxmemory', '0');
  await expect.poll(() => chain.health().redis.breaker, { timeout: 10_000 }).toBe('closed');
  await expect.poll(() => chain.health().redis.reason).toBeNull();
  expect((await chain.store.commit(clockIn(space, aUser()))).kind).toBe('ok');
});

it('names the right that its user lost, warns once, and says when it has it again', async () => {
  const redis = await server({ port: await freePort() });
  await redis.command('ACL', 'SETUSER', 'bot', '>secret', ...userRules());
  const chain = await chainOn(redis.url.replace('//', '//bot:secret@'));
  const said = (level: string) => chain.log.lines.filter((line) => line.level === level && line.message.startsWith('Redis '));
  await redis.command('ACL', 'SETUSER', 'bot', '-eval', '-evalsha');
  await down(chain);
  expect(chain.health().redis).toMatchObject({
    state: 'down',
    reason: expect.stringMatching(/no right to run EVALSHA/) as unknown,
  });
  expect(await refusal(chain.store.commit(clockIn(aSpace(), aUser())))).toMatchObject({ maybeApplied: false });
  await redis.command('ACL', 'SETUSER', 'bot', '+eval', '+evalsha');
  await up(chain);
  expect(chain.health().redis.reason).toBeNull();
  expect((await chain.store.commit(clockIn(aSpace(), aUser()))).kind).toBe('ok');
  expect(said('warn').map(({ fields }) => fields)).toEqual([
    { state: 'down', reason: expect.stringContaining('EVALSHA') as unknown },
  ]);
  expect(said('info').at(-1)?.fields).toEqual({ state: 'up' });
});

it('names a right that is missing inside a script', async () => {
  const redis = await server({ port: await freePort() });
  await redis.command('ACL', 'SETUSER', 'bot', '>secret', ...userRules());
  const chain = await chainOn(redis.url.replace('//', '//bot:secret@'));
  await redis.command('ACL', 'SETUSER', 'bot', '-xadd');
  await down(chain);
  expect(chain.health().redis.reason).toMatch(/no right to run XADD/);
  await redis.command('ACL', 'SETUSER', 'bot', '+xadd');
  await up(chain);
  expect((await chain.store.commit(clockIn(aSpace(), aUser()))).kind).toBe('ok');
});

it('says that a server is loading when that lasts', async () => {
  const slowly = ['--key-load-delay', '120000', '--loading-process-events-interval-bytes', '1024', '--rdbcompression', 'no'];
  const redis = await server({ appendfsync: 'no', settings: slowly });
  await redis.command('EVAL', "for i = 1, 40 do redis.call('SET', 'k' .. i, string.rep('x', 2000)) end", '0');
  await redis.command('SAVE');
  const chain = await chainOn(redis.url);
  await redis.kill();
  const loaded = redis.restart();
  await expect.poll(() => chain.health().redis.reason, { timeout: 10_000 }).toContain('LOADING');
  expect(chain.link.up).toBe(false);
  await loaded;
  await up(chain);
  expect(chain.health().redis.reason).toBeNull();
});

describe('behind a name', () => {
  const replicated = async (): Promise<{ primary: RedisProcess; other: RedisProcess; ports: readonly [number, number] }> => {
    const ports = [await freePort(), await freePort()] as const;
    const [primary, other] = [await server({ port: ports[0] }), await server({ port: ports[1] })];
    await other.command('REPLICAOF', '127.0.0.1', `${ports[0]}`);
    await expect.poll(() => other.command('INFO', 'replication')).toContain('master_link_status:up');
    return { primary, other, ports };
  };

  it('follows the name to the new primary when the old one became a replica and kept the connection open', async () => {
    const { primary, other, ports } = await replicated();
    const proxy = await startRedisProxy(ports[0]);
    const chain = await chainOn(proxy.url);
    const [space, user] = [aSpace(), aUser()];
    const begun = clockIn(space, user);
    await chain.store.commit(begun);
    await expect.poll(() => other.command('HEXISTS', `pc:{${space}}:s`, user)).toContain('1');

    await other.command('REPLICAOF', 'NO', 'ONE');
    await primary.command('REPLICAOF', '127.0.0.1', `${ports[1]}`);
    // The name still leads to the old one for a while.
    await down(chain);
    expect(chain.health().redis.reason).toContain('READONLY');
    expect(await refusal(chain.store.commit(clockIn(space, aUser())))).toMatchObject({ maybeApplied: false });
    proxy.move(ports[1]);
    await up(chain);
    expect((await chain.store.commit(clockOut(space, user, begun.next, T + HOUR))).kind).toBe('ok');
    expect(await other.command('HEXISTS', `pc:{${space}}:s`, user)).toContain('1');
    // Nor does it listen to the old one any more.
    expect(await primary.command('CLIENT', 'LIST', 'TYPE', 'pubsub')).not.toContain('addr=');
    await proxy.close();
  });

  it('uses the same server again when it takes changes again', async () => {
    const { primary, ports } = await replicated();
    const chain = await chainOn(primary.url);
    await primary.command('REPLICAOF', '127.0.0.1', `${ports[1]}`);
    await down(chain);
    await primary.command('REPLICAOF', 'NO', 'ONE');
    await up(chain);
    expect((await chain.store.commit(clockIn(aSpace(), aUser()))).kind).toBe('ok');
  });
});

it('does not trip the breaker by conflicts or damaged data', async () => {
  const redis = await server();
  const chain = await chainOn(redis.url);
  const [space, user, damaged] = [aSpace(), aUser(), aUser()];
  await chain.store.commit(clockIn(space, user));
  await redis.command('HSET', `pc:{${space}}:s`, damaged, 'rubbish');
  for (let round = 0; round < 20; round++) {
    expect((await chain.store.commit(clockIn(space, user))).kind).toBe('conflict');
    expect(await refusal(chain.store.load(space, damaged))).toMatchObject({ name: 'CorruptData' });
  }
  expect(chain.health().redis.breaker).toBe('closed');
});

describe('caches between processes', () => {
  it('serves repeated loads and totals from memory', async () => {
    const redis = await server();
    const chain = await chainOn(redis.url);
    const [space, user] = [aSpace(), aUser()];
    await chain.store.load(space, user);
    const { misses } = chain.health().caches.l1;
    await Promise.all(Array.from({ length: 50 }, () => chain.store.load(space, user)));
    expect(chain.health().caches.l1).toMatchObject({ hits: 50, misses });
  });

  it('asks Redis once for many loads at the same time', async () => {
    const redis = await server();
    const chain = await chainOn(redis.url);
    const [space, user] = [aSpace(), aUser()];
    await redis.command('CONFIG', 'RESETSTAT');
    await Promise.all(Array.from({ length: 50 }, () => chain.store.load(space, user)));
    expect(await redis.command('INFO', 'commandstats')).toContain('cmdstat_hget:calls=1,');
  });

  it.each([
    ['standalone', { port: 0 }, ''],
    ['cluster', { cluster: true }, '?cluster=true'],
  ] as const)('does not serve from memory what it may have missed (%s)', async (_name, options, query) => {
    const redis = await server(options);
    const [one, two] = [await chainOn(redis.url + query), await chainOn(redis.url + query)];
    const [space, user] = [aSpace(), aUser()];
    const begun = clockIn(space, user);
    await one.store.commit(begun);
    await two.store.load(space, user);
    expect((await two.store.load(space, user)).version).toBe(1);
    const hits = two.health().caches.l1.hits;
    expect(hits).toBeGreaterThan(0);
    await redis.command('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await one.store.commit(clockOut(space, user, begun.next, T + HOUR));
    await expect.poll(() => two.metrics.total('invalidation_interrupted'), { timeout: 10_000 }).toBe(1);
    expect((await two.store.load(space, user)).version).toBe(2);
    // And it trusts its memory again later.
    await expect
      .poll(
        async () => {
          await two.store.load(space, user);
          return two.health().caches.l1.hits;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThan(hits + 1);
  });
});
