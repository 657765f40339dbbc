import { expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { within } from './within.js';

it('aborts after the time, or when the other signal does, and not when it is over', () => {
  const clock = new FakeClock();
  const other = new AbortController();
  const [late, ended, over] = [within(clock, 50), within(clock, 50, other.signal), within(clock, 50, other.signal)];
  over.done();
  other.abort(new Error('given up'));
  expect([late, ended, over].map(({ signal }) => signal.aborted)).toEqual([false, true, false]);
  expect(ended.signal.reason).toEqual(new Error('given up'));
  clock.advance(50);
  expect(late.signal.reason).toEqual(new Error('no answer within 50 ms'));
  expect(over.signal.aborted).toBe(false);
  expect(within(clock, 50, other.signal).signal.aborted).toBe(true);
});
