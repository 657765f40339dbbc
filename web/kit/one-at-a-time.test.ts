import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time.js';

it('does the work once more for all who asked while it was under way', async () => {
  const ends: (() => void)[] = [];
  const ask = oneAtATime(() => new Promise<void>((done) => ends.push(done)));
  const asked = [ask(), ask(), ask(), ask()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await asked[0];
  await Promise.resolve();
  await new Promise((done) => setImmediate(done));
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await Promise.all(asked);
  expect(ends).toHaveLength(2);
});

it('goes on after it failed', async () => {
  let times = 0;
  const ask = oneAtATime(() => {
    times += 1;
    return times === 1 ? Promise.reject(new Error('lost')) : Promise.resolve();
  });
  const [first, second] = [ask(), ask()];
  await expect(first).rejects.toThrow('lost');
  await second;
  await ask();
  expect(times).toBe(3);
});
