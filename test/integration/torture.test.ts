import { afterEach, expect, it } from 'vitest';
import { torture } from '../torture/run.js';

/** A short run; `npm run torture -- --rounds 200` is the long one. The seed changes from run to run and is printed. */
const seed = Number(process.env['TORTURE_SEED'] ?? Date.now() % 1_000_000);
const lines: string[] = [];
const report = (line: string): void => void lines.push(line);
afterEach(() => {
  process.stdout.write(`torture, seed ${seed}\n${lines.splice(0).join('\n')}\n`);
});

it('loses and doubles nothing when Redis and the bot are killed under load', { timeout: 180_000 }, async () => {
  const result = await torture({ rounds: 5, seed, report });
  expect(result.problems, `seed ${seed}`).toEqual([]);
  expect(result.rounds).toBe(5);
  expect(result.acknowledged).toBeGreaterThan(20);
});

it('loses and doubles nothing when Redis stands still for ten seconds under load', { timeout: 120_000 }, async () => {
  const result = await torture({ rounds: 1, seed, report, faults: ['stop redis for 10 s'] });
  expect(result.problems, `seed ${seed}`).toEqual([]);
  expect(result.faults['stop redis for 10 s']).toBe(1);
  expect(result.acknowledged).toBeGreaterThan(5);
});
