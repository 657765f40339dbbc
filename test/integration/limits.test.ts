import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALLOWANCES } from '../../src/domain/allowances.js';
import { guildSpace, userId } from '../../src/domain/ids.js';
import type { Chain } from '../../src/engine/chain.js';
import { keys } from '../../src/engine/redis/keys.js';
import { eventually } from '../support/bot-process.js';
import { testChain } from '../support/chain.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

const SPACE = guildSpace('77');
const { member } = ALLOWANCES.other;
const PART = member / 10;

/** Two processes on one Redis. */
let redis: RedisProcess;
let one: Chain;
let two: Chain;
beforeAll(async () => {
  redis = await startRedis();
  [one, two] = await Promise.all([testChain(redis.url), testChain(redis.url)]);
});
afterAll(async () => {
  await Promise.all([one.close(500), two.close(500)]);
  await redis.stop();
});

const usesOf = async (user: string): Promise<number> =>
  parseInt(await redis.command('GET', keys.memberUses(SPACE, userId(user), 'other')), 10) || 0;

/** `count` clicks on a process, and what it has told the other one by then. */
const click = async ({ limits }: Chain, user: string, count: number): Promise<number> => {
  let refused = 0;
  for (let n = 0; n < count; n += 1) if ((await limits.take(SPACE, userId(user), 'other')) !== null) refused += 1;
  return refused;
};
const told = (user: string, uses: number) =>
  eventually(async () => ((await usesOf(user)) >= uses ? true : undefined), `${uses} uses to be known in Redis`);

describe('the limits of two processes on one Redis', () => {
  it('are one: what was used up on one is used up on the other', async () => {
    expect(await click(one, '1', 6 * PART)).toBe(0);
    await told('1', 6 * PART);
    expect(await click(two, '1', 5 * PART)).toBe(0);
    await told('1', 11 * PART);
    // Its last report was one too many, and both count for themselves what they have not told.
    await eventually(
      async () => ((await two.limits.take(SPACE, userId('1'), 'other')) === null ? undefined : true),
      'the second process to refuse',
    );
    expect(await two.limits.take(SPACE, userId('1'), 'other')).toMatchObject({ of: 'member' });
    expect(await click(one, '1', PART)).toBe(0);
    await eventually(
      async () => ((await one.limits.take(SPACE, userId('1'), 'other')) === null ? undefined : true),
      'the first process to refuse',
    );
  });

  it('cost Redis nothing for a few clicks, ten calls at most for many, and leave a key that ends by itself', async () => {
    const calls = async (): Promise<number> =>
      Number(/cmdstat_evalsha:calls=(\d+)/.exec(await redis.command('INFO', 'commandstats'))?.[1] ?? 0);
    const idle = await calls();
    await click(one, '2', PART - 1);
    expect(await usesOf('2')).toBe(0);
    await click(one, '2', 1_000);
    await told('2', member);
    // The connection asks too, once a second.
    expect((await calls()) - idle).toBeLessThan(20);
    const ttl = Number(await redis.command('PTTL', keys.memberUses(SPACE, userId('2'), 'other')));
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(10_000);
  });

  it('are off while Redis is away, and nobody waits', async () => {
    await redis.kill();
    await eventually(() => (one.link.up ? undefined : true), 'the link to be down');
    const began = performance.now();
    expect(await click(one, '3', 10 * member)).toBe(0);
    expect(performance.now() - began).toBeLessThan(1_000);
    await redis.restart();
    await eventually(() => (one.link.up ? true : undefined), 'the link to be up');
    expect(await click(one, '3', 2 * member)).toBeGreaterThan(0);
  });
});
