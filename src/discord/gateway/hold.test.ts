import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { ANSWERABLE_MS, createHold } from './hold.js';

it('keeps what can still be answered until it is released, and then nothing', () => {
  const clock = new FakeClock();
  const heard: string[] = [];
  const hold = createHold<string>({ clock, deliver: (item) => void heard.push(item) });
  hold.take('long ago');
  clock.advance(ANSWERABLE_MS);
  hold.take('just now');
  clock.advance(ANSWERABLE_MS - 1);
  hold.take('now');
  expect(heard).toEqual([]);
  hold.release();
  expect(heard).toEqual(['just now', 'now']);
  hold.take('later');
  hold.release();
  expect(heard).toEqual(['just now', 'now', 'later']);
});
