import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { createPaced } from './pacing.js';

it('shows the first at once, then the newest every two seconds, one after the other', async () => {
  const clock = new FakeClock();
  const shown: number[] = [];
  let release = (): void => undefined;
  const paced = createPaced<number>(
    (value) => {
      shown.push(value);
      return new Promise((resolve) => (release = resolve));
    },
    2_000,
    clock,
  );
  paced.show(1);
  paced.show(2);
  paced.show(3);
  expect(shown).toEqual([1]);
  // It takes longer than two seconds: the next one waits for it.
  await clock.advanceAsync(3_000);
  expect(shown).toEqual([1]);
  release();
  await clock.advanceAsync(0);
  expect(shown).toEqual([1, 3]);
  release();
  paced.show(4);
  await clock.advanceAsync(1_999);
  expect(shown).toEqual([1, 3]);
  await clock.advanceAsync(1);
  expect(shown).toEqual([1, 3, 4]);
  paced.show(5);
  release();
  await paced.stop();
  await clock.advanceAsync(10_000);
  expect(shown).toEqual([1, 3, 4]);
});

it('goes on after a showing that failed', async () => {
  const clock = new FakeClock();
  const shown: number[] = [];
  const paced = createPaced<number>((value) => (shown.push(value), Promise.reject(new Error('refused'))), 2_000, clock);
  paced.show(1);
  paced.show(2);
  await clock.advanceAsync(2_000);
  expect(shown).toEqual([1, 2]);
});
