import { expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { createMinutes } from './history/minutes.js';
import { createPublicStatus, reachOf } from './public-status.js';

const MINUTE = 60_000;

const running = () => {
  const clock = new FakeClock();
  const now = { started: false, redis: false, journal: true, discord: 'all' as 'all' | 'some' | 'none', concerns: false };
  const status = createPublicStatus({
    ...{ minutes: createMinutes(clock), clock, started: () => now.started },
    ...{ redisUp: () => now.redis, journalOk: () => now.journal, discord: () => now.discord, hasConcerns: () => now.concerns },
  });
  return { clock, now, status, from: clock.now() };
};

it('is down until the start has finished, which is no incident, and with Redis away it works with limits', () => {
  const { clock, now, status, from } = running();
  clock.advance(2 * MINUTE);
  expect(status()).toMatchObject({ state: 'down', troubles: [], startedAt: from, knownFrom: from, incidents: [] });
  now.started = true;
  expect(status()).toMatchObject({ state: 'degraded', troubles: ['redis'] });
  now.redis = true;
  clock.advance(10 * MINUTE);
  const { state, incidents } = status();
  expect([state, incidents]).toEqual(['up', []]);
});

it('is down where nothing can be recorded or Discord cannot be reached at all', () => {
  const { now, status } = running();
  Object.assign(now, { started: true, redis: true, journal: false });
  expect(status()).toMatchObject({ state: 'down', troubles: ['journal'] });
  Object.assign(now, { journal: true, discord: 'some' });
  expect(status()).toMatchObject({ state: 'degraded', troubles: ['discord'] });
  Object.assign(now, { discord: 'none', concerns: true });
  expect(status()).toMatchObject({ state: 'down', troubles: ['discord', 'other'] });
});

it('knows the last day and no more', () => {
  const { clock, now, status, from } = running();
  Object.assign(now, { started: true, redis: true });
  clock.advance(1_500 * MINUTE);
  expect(status()).toMatchObject({ startedAt: from, knownFrom: clock.now() - 1_440 * MINUTE, at: clock.now() });
});

it('reaches all servers, some of them, or none', () => {
  expect(reachOf({ connected: true, shards: [] })).toBe('all');
  expect(reachOf({ connected: false, shards: [{ state: 'ready' }, { state: 'closed' }] })).toBe('some');
  expect(reachOf({ connected: false, shards: [{ state: 'closed' }] })).toBe('none');
});
