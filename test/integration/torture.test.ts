import { afterEach, expect, it } from 'vitest';
import { torture } from '../torture/run.js';
import { seedFrom } from '../support/seed.js';

/** A short run, without hours that pass; `npm run torture -- --rounds 500` is the long one. The seed is printed. */
const seed = seedFrom('TORTURE_SEED');
const lines: string[] = [];
afterEach(() => {
  process.stdout.write(`torture, seed ${seed}\n${lines.splice(0).join('\n')}\n`);
});

it('loses and doubles nothing when things go wrong under load', { timeout: 120_000 }, async () => {
  const result = await torture({ rounds: 4, seed, withinMs: 12_000, hours: false, report: (line) => void lines.push(line) });
  expect(result.problems, `seed ${seed}`).toEqual([]);
  expect(result.rounds).toBeGreaterThan(0);
  expect(result.acknowledged).toBeGreaterThan(5);
  // Something was there to go wrong: a run in which no fault hits shows nothing.
  expect(Object.keys(result.hits)).not.toEqual([]);
});
