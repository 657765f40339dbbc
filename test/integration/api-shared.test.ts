import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createToken, knownToken, revokeToken, tokensOf } from '../../src/actions/tokens.js';
import { createIdempotency } from '../../src/api/server/idempotency.js';
import { CALLS } from '../../src/api/server/quotas.js';
import { personalSpace, requestId, userId } from '../../src/domain/ids.js';
import { CallCounter } from '../../src/engine/limits/call-counter.js';
import { next } from '../conformance/fixtures.js';
import { realClock as clock, testChain, type TestChain } from '../support/chain.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

/* What processes share of the API: tokens, requests that come again, and how often it is called. */

const ADA = userId('2001');
const HOME = personalSpace(ADA);
const repeated = { caller: 'token', route: 'clockIn', key: 'once', content: ['/x', '{}'] };
let redis: RedisProcess;
let one: TestChain;
let other: TestChain;

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' });
  [one, other] = await Promise.all([testChain(redis.url), testChain(redis.url)]);
});
afterAll(async () => {
  await Promise.all([one.close(500), other.close(500)]);
  await redis.stop();
});

const actor = () => ({
  ...{ id: requestId(next()), occurredAt: clock.now(), space: HOME, user: ADA, source: 'command' },
  ...{ guild: null, memberRoles: new Set<never>() },
});
const make = async (): Promise<string> => {
  const made = await createToken(actor(), { name: 'script', scopes: ['own:read'], expiresAt: null }, one);
  if (!made.ok || made.value.text === null) throw new Error('no token');
  return made.value.text;
};
const identities = (chain: TestChain) => createIdempotency({ ...chain, ids: { next, reference: next } });
/** Until `holds`, or a second has passed. */
const within = async (holds: () => Promise<boolean>): Promise<number> => {
  const began = clock.monotonic();
  while (!(await holds()) && clock.monotonic() - began < 1_000) await new Promise((resolve) => setImmediate(resolve));
  return clock.monotonic() - began;
};

describe('processes', () => {
  it('know the same tokens, and a revocation within a second', async () => {
    const text = await make();
    const known = () => knownToken(text, clock.now(), other);
    expect(await known()).toMatchObject({ user: ADA, scopes: ['own:read'] });
    const id = (await known())?.id ?? '';
    await other.tokenUses.note(HOME, ADA, id, 5);
    expect(await tokensOf(actor(), one)).toMatchObject([{ id, lastUsedAt: 5 }]);
    expect(await revokeToken(actor(), id, one)).toMatchObject({ ok: true });
    expect(await within(async () => (await known()) === null)).toBeLessThan(1_000);
    expect(await one.tokenUses.of(HOME, ADA)).toEqual(new Map());
  });

  it('give a request that comes again the moment and the id of the first one', async () => {
    const [here, there] = [identities(one), identities(other)];
    const first = await here.again(repeated, 1_000);
    const again = await there.again(repeated, 9_000);
    if (!first.ok || !again.ok) throw new Error('refused');
    expect(first.value).toMatchObject({ at: 1_000, repeated: false });
    expect(again.value).toMatchObject({ at: 1_000, repeated: true, requestId: first.value.requestId });
    expect(await there.again({ ...repeated, content: ['/x', '[]'] }, 9_000)).toMatchObject({
      error: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await there.again({ ...repeated, caller: 'another' }, 9_000)).toMatchObject({ value: { repeated: false } });
    await first.value.keep('{"status":204}');
    expect(await identities(other).again(repeated, 9_500)).toMatchObject({ value: { at: 1_000, answer: '{"status":204}' } });
  });

  it('count calls together: what one has used, the other has less of', async () => {
    const quota = { ...CALLS, quota: 20 };
    const [here, there] = [new CallCounter(quota, one.sharedCalls), new CallCounter(quota, other.sharedCalls)];
    for (let call = 0; call < 20; call += 1) await here.take('digest');
    expect((await here.take('digest')).refused).toBe(true);
    await within(async () => (await there.take('digest')).refused);
    expect((await there.look('digest')).refused).toBe(true);
  });
});

describe('a process without Redis', () => {
  it('still makes two deliveries one request, and refuses no call', async () => {
    const alone = await startRedis({ appendfsync: 'no' });
    const chain = await testChain(alone.url);
    const known = identities(chain);
    await alone.kill();
    const key = { ...repeated, key: 'away' };
    const [first, again] = await Promise.all([known.again(key, 1_000), known.again(key, 2_000)]);
    expect([first, again]).toMatchObject([{ value: { at: 1_000, repeated: false } }, { value: { at: 1_000, repeated: true } }]);
    const counter = new CallCounter(CALLS, chain.sharedCalls);
    for (let call = 0; call < 60; call += 1) expect((await counter.take('k')).refused).toBe(false);
    await chain.close(100);
  });
});
