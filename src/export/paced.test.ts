import { expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { entry, MEMBER } from '../../test/support/reports.js';
import { guildSpace } from '../domain/ids.js';
import type { EntrySource } from './collect.js';
import { paced } from './paced.js';

/** Lets everything that waits for no time go on. */
const settled = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

it('rests between the pages of a long export, for longer than the page took, and never in a short one', async () => {
  const clock = new FakeClock();
  const page = Array.from({ length: 600 }, (_, nth) => entry(`e${nth}`, nth, nth + 1));
  const source: EntrySource = {
    entries: () => {
      clock.advance(5);
      return Promise.resolve(page);
    },
    days: () => Promise.resolve(new Map()),
    origins: () => Promise.resolve(new Map()),
  };
  const reader = paced(source, clock);
  const next = async (): Promise<number> => {
    const began = clock.monotonic();
    const state = { isDone: false };
    const asked = reader.entries(guildSpace('1'), MEMBER.user, 0, 1).then(() => (state.isDone = true));
    for (await settled(); !state.isDone; await settled()) clock.advance(1);
    await asked;
    return clock.monotonic() - began;
  };
  expect([await next(), await next()]).toEqual([5, 5]);
  // 5 ms of reading and 2 of writing, twice as long of rest, and then the page.
  clock.advance(2);
  expect(await next()).toBe(14 + 5);
  // On a machine that is very busy there is an end to it.
  clock.advance(10_000);
  expect(await next()).toBe(60 + 5);
});
