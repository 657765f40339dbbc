import { expect, it } from 'vitest';
import { WITHIN } from './compose.js';

it('drains within ten seconds at worst, as operations.md promises to service managers', () => {
  const { bot, answers, http, journal, redis } = WITHIN;
  expect(bot + answers + http + journal + redis).toBeLessThanOrEqual(10_000);
});
