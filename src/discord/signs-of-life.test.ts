import { beforeEach, expect, it } from 'vitest';
import { MemorySigns, offTheClockState, onTheClockState } from '../../test/support/discord-fakes.js';
import { FakeClock, FAKE_START } from '../../test/support/fake-clock.js';
import { silentLogger } from '../../test/support/fakes.js';
import { guildSpace, userId } from '../domain/ids.js';
import { createSignsOfLife, type SignsOfLife } from './signs-of-life.js';

const SPACE = guildSpace('100');
const USER = userId('200');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let clock: FakeClock;
let stored: MemorySigns;
let state = onTheClockState(1, FAKE_START);
let signs: SignsOfLife;
const start = (): SignsOfLife =>
  createSignsOfLife({ signs: stored, store: { load: () => Promise.resolve(state) }, clock, log: silentLogger });
const seen = (): void => signs.seen(SPACE, USER, clock.now());

beforeEach(() => {
  clock = new FakeClock();
  stored = new MemorySigns();
  state = onTheClockState(1, FAKE_START);
  signs = start();
});

it('survive a process that is killed, within a minute', async () => {
  await clock.advanceAsync(HOUR);
  for (let second = 0; second < 200; second += 1) {
    seen();
    await clock.advanceAsync(1_000);
    const left = await start().last(SPACE, USER);
    // A sign is stored a moment after it came, so the very first may be missing.
    if (second > 0) expect(clock.now() - left).toBeLessThan(MINUTE);
  }
  expect(stored.writes).toBeLessThanOrEqual(4);
});

it('survive a stop exactly', async () => {
  await clock.advanceAsync(HOUR);
  seen();
  await signs.stop();
  expect(await start().last(SPACE, USER)).toBe(FAKE_START + HOUR);
});

it('are the newest of all processes', async () => {
  const other = start();
  await clock.advanceAsync(HOUR);
  seen();
  await clock.advanceAsync(10 * MINUTE);
  other.seen(SPACE, USER, clock.now());
  await other.stop();
  expect(await signs.last(SPACE, USER)).toBe(FAKE_START + HOUR + 10 * MINUTE);
  signs.seen(SPACE, USER, FAKE_START);
  await signs.stop();
  expect(await signs.last(SPACE, USER)).toBe(FAKE_START + HOUR + 10 * MINUTE);
});

it('are not written of those who are off the clock, nor when a change tells the same', async () => {
  seen();
  await signs.stop();
  await clock.advanceAsync(HOUR);
  state = offTheClockState(2, FAKE_START);
  seen();
  await signs.stop();
  expect(stored.writes).toBe(0);
  expect(await signs.last(SPACE, USER)).toBe(FAKE_START + HOUR);
});

it('are stored later when Redis was away', async () => {
  await clock.advanceAsync(HOUR);
  stored.up = false;
  seen();
  await clock.advanceAsync(1_000);
  stored.up = true;
  seen();
  await clock.advanceAsync(1_000);
  expect(await start().last(SPACE, USER)).toBe(FAKE_START + HOUR + 1_000);
});
