import { expect, it } from 'vitest';
import { WITHIN } from './within.js';

it('drains within ten seconds at worst, as operations.md promises to service managers', () => {
  const { bot, answers, http, leases, journal, redis } = WITHIN;
  expect(bot + answers + http + leases + journal + redis).toBeLessThanOrEqual(10_000);
});
