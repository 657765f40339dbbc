import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import type { Trouble } from '../../actions/service.js';
import { followTroubles, incidentsOf } from './incidents.js';
import { createMinutes } from './minutes.js';

const MINUTE = 60_000;

it('tells minutes in a row as one incident, the newest first, and what goes on without an end', () => {
  const clock = new FakeClock();
  const minutes = createMinutes(clock);
  const now = new Set<Trouble>();
  followTroubles(minutes, () => now);
  const incidents = () => {
    const at = clock.now();
    return incidentsOf(minutes, at, now).map(({ what, from, to }) => [
      what,
      Math.round((at - from) / MINUTE),
      to === null ? null : Math.round((at - to) / MINUTE),
    ]);
  };
  clock.advance(5 * MINUTE);
  expect(incidents()).toEqual([]);
  now.add('redis');
  clock.advance(3 * MINUTE);
  expect(incidents()).toEqual([['redis', 3, null]]);
  now.delete('redis');
  clock.advance(10 * MINUTE);
  now.add('discord');
  clock.advance(2_000);
  now.delete('discord');
  const seen = incidents();
  expect(seen.map(([what]) => what)).toEqual(['discord', 'redis']);
  expect(seen[1]?.[1]).toBeGreaterThanOrEqual(12);
  expect(seen[1]?.[2]).toBeLessThanOrEqual(10);
  clock.advance(1_441 * MINUTE);
  expect(incidents()).toEqual([]);
});
