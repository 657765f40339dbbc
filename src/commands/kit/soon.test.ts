import { expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { soon, SOON_MS } from './soon.js';

it('answers what comes in time, and refuses what does not', async () => {
  const clock = new FakeClock();
  expect(await soon(Promise.resolve(1), { clock })).toEqual({ ok: true, value: 1 });
  const late = soon(new Promise(() => undefined), { clock });
  clock.advance(SOON_MS);
  expect(await late).toMatchObject({ ok: false, error: { code: 'STORE_UNAVAILABLE' } });
  await expect(soon(Promise.reject(new Error('broken')), { clock })).rejects.toThrow('broken');
});
