import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { ALLOWANCE_SECONDS, ALLOWANCES, type Allowance } from '../../domain/allowances.js';
import { guildSpace, personalSpace, userId, type SpaceId } from '../../domain/ids.js';
import type { Limits, SharedUses } from '../limits.js';
import { createLimits } from './create-limits.js';

const WINDOW = ALLOWANCE_SECONDS * 1_000;
const SPACE = guildSpace('1');
const ANN = userId('11');
const BEN = userId('12');

/** What Redis does, in memory; `reports` are the calls. */
const sharedInMemory = () => {
  const uses = new Map<string, number>();
  const reports: string[] = [];
  const shared: SharedUses = {
    add: ({ space, user, allowance }, count, points) => {
      const key = `${space} ${user ?? '*'} ${allowance}`;
      reports.push(key);
      const sum = (uses.get(key) ?? 0) + count;
      uses.set(key, sum);
      return Promise.resolve(sum > points ? WINDOW : null);
    },
  };
  return { shared, reports };
};

const away: SharedUses = { add: () => Promise.reject(new Error('Redis is away')) };

const processOn = (shared: SharedUses = away) => {
  const link = { up: true };
  const [log, metrics] = [new RecordingLogger(), new RecordingMetrics()];
  return { link, log, metrics, limits: createLimits({ shared, link, log, metrics }) };
};

/** How many of `count` were within the allowance. */
const takes = async (
  limits: Limits,
  count: number,
  { user = ANN, space = SPACE, allowance = 'other' }: { user?: typeof ANN; space?: SpaceId; allowance?: Allowance } = {},
): Promise<number> => {
  let within = 0;
  for (let n = 0; n < count; n += 1) if ((await limits.take(space, user, allowance)) === null) within += 1;
  return within;
};

// The library counts by these, and not by a port.
beforeEach(() => vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

describe('the allowance of a member', () => {
  it.each(['clock', 'suggestions', 'other'] as const)(
    '%s: all of it within a window, and all of it again after that',
    async (allowance) => {
      const { limits } = processOn();
      const { member } = ALLOWANCES[allowance];
      expect(await takes(limits, member + 50, { allowance })).toBe(member);
      vi.advanceTimersByTime(WINDOW - 1);
      expect(await limits.take(SPACE, ANN, allowance)).toEqual({ of: 'member', waitMs: 1 });
      vi.advanceTimersByTime(1);
      expect(await takes(limits, member + 50, { allowance })).toBe(member);
    },
  );

  it('is never used up by somebody who clicks as fast as they can', async () => {
    const { limits } = processOn();
    for (let clicks = 0; clicks < 10 * 60; clicks += 1) {
      expect(await limits.take(SPACE, ANN, 'other')).toBeNull();
      vi.advanceTimersByTime(100);
    }
  });

  it('says how long it takes, also when the clock of the machine was set in between', async () => {
    const { limits } = processOn();
    await takes(limits, ALLOWANCES.other.member);
    vi.advanceTimersByTime(4_000);
    expect(await limits.take(SPACE, ANN, 'other')).toEqual({ of: 'member', waitMs: 6_000 });
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(await limits.take(SPACE, ANN, 'other')).toEqual({ of: 'member', waitMs: WINDOW });
  });

  it('is of no concern to others, to other spaces and to the clock', async () => {
    const { limits } = processOn();
    await takes(limits, ALLOWANCES.other.member + 1);
    expect(await limits.take(SPACE, BEN, 'other')).toBeNull();
    expect(await limits.take(guildSpace('2'), ANN, 'other')).toBeNull();
    expect(await limits.take(SPACE, ANN, 'clock')).toBeNull();
  });

  it('is counted and logged: each refusal, and each window once', async () => {
    const { limits, log, metrics } = processOn();
    await takes(limits, ALLOWANCES.other.member + 30);
    expect(metrics.total('limited_total', { of: 'member', allowance: 'other' })).toBe(30);
    expect(log.at('info').map(({ fields }) => fields)).toEqual([{ space: SPACE, user: ANN, allowance: 'other', of: 'member' }]);
  });
});

describe('the allowance of a server', () => {
  const crowd = Array.from({ length: 40 }, (_, n) => userId(String(1_000 + n)));

  it('is used up by many together; whoever comes then is refused, and the clock goes on', async () => {
    const { limits } = processOn();
    let within = 0;
    for (const user of crowd) within += await takes(limits, 90, { user });
    expect(within).toBe(ALLOWANCES.other.server);
    expect(await limits.take(SPACE, ANN, 'other')).toMatchObject({ of: 'server' });
    expect(await takes(limits, ALLOWANCES.clock.member, { allowance: 'clock' })).toBe(ALLOWANCES.clock.member);
    expect(await limits.take(guildSpace('2'), ANN, 'other')).toBeNull();
  });

  it('is not used up by one alone: what was refused to a member does not count', async () => {
    const { limits } = processOn();
    await takes(limits, ALLOWANCES.other.server + 1);
    expect(await limits.take(SPACE, BEN, 'other')).toBeNull();
  });
});

describe('several processes', () => {
  it('share an allowance, to within a tenth of it each', async () => {
    const { shared } = sharedInMemory();
    const [one, two, three] = [processOn(shared), processOn(shared), processOn(shared)];
    let within = 0;
    for (let round = 0; round < 20; round += 1) for (const { limits } of [one, two, three]) within += await takes(limits, 10);
    expect(within).toBeGreaterThanOrEqual(ALLOWANCES.other.member);
    expect(within).toBeLessThanOrEqual(ALLOWANCES.other.member * 1.3);
  });

  it('hear nothing of a few clicks, and of many ten times in a window', async () => {
    const { shared, reports } = sharedInMemory();
    const { limits } = processOn(shared);
    await takes(limits, 9);
    expect(reports).toEqual([]);
    await takes(limits, 10_000);
    expect(reports).toHaveLength(10);
  });

  it('count for themselves when that cannot be shared', async () => {
    const { limits, log } = processOn(away);
    expect(await takes(limits, 150)).toBe(ALLOWANCES.other.member);
    expect(log.at('debug')).toHaveLength(10);
  });
});

it('limits nobody while Redis is away', async () => {
  const { limits, link, metrics } = processOn();
  link.up = false;
  expect(await takes(limits, 10_000)).toBe(10_000);
  expect(metrics.total('limited_total')).toBe(0);
  link.up = true;
  expect(await takes(limits, 150)).toBe(ALLOWANCES.other.member);
});

it('has no allowance of a server where there is none', async () => {
  const { shared, reports } = sharedInMemory();
  const { limits } = processOn(shared);
  await takes(limits, 5_000, { space: personalSpace(ANN) });
  expect(reports.filter((key) => key.includes('*'))).toEqual([]);
});
