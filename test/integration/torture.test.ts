import { expect, it } from 'vitest';
import { torture } from '../torture/run.js';

/** A short run; `npm run torture -- --rounds 200` is the long one. The seed changes from run to run and is printed. */
it('loses and doubles nothing when Redis and the bot are killed under load', { timeout: 180_000 }, async () => {
  const seed = Number(process.env['TORTURE_SEED'] ?? Date.now() % 1_000_000);
  const lines: string[] = [];
  const result = await torture({ rounds: 6, seed, report: (line) => lines.push(line) });
  process.stdout.write(`seed ${seed}\n${lines.join('\n')}\n`);
  expect(result.problems, `seed ${seed}`).toEqual([]);
  expect(result.rounds).toBe(6);
  expect(result.acknowledged).toBeGreaterThan(20);
});
