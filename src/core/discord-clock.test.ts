import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../../test/support/fake-clock.js';
import { ANN, SPACE, sums, value, World } from '../../test/support/engine.js';
import { RecordingLogger, RecordingMetrics } from '../../test/support/fakes.js';
import { createDiscordClock, type DiscordClock } from './discord-clock.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The machine's clock; `discord` runs beside it and is right. */
let machine: FakeClock;
let ahead: number;
let log: RecordingLogger;
let sut: DiscordClock;
const discord = (): number => machine.now() - ahead;
const header = (ms: number): string => new Date(ms).toUTCString();

beforeEach(() => {
  machine = new FakeClock();
  ahead = 0;
  log = new RecordingLogger();
  sut = createDiscordClock({ clock: machine, log, metrics: new RecordingMetrics() });
});

/** Sets the machine's clock: so many ms ahead of Discord's. */
const beAhead = (ms: number): void => {
  machine.set(machine.now() - ahead + ms);
  ahead = ms;
};
/** An answer of Discord, which takes 100 ms. */
const answer = (at = discord()): void => {
  const sentAt = machine.monotonic();
  const date = header(at);
  machine.advance(100);
  sut.heard.dated(date, sentAt);
};
const said = (): string[] => [...log.at('warn'), ...log.at('info')].map(({ message }) => message);

it('is the machine’s clock before anything was heard, and while it is about right', () => {
  expect(sut.clock.now()).toBe(machine.now());
  beAhead(1_500);
  answer();
  sut.heard.atLeast(discord());
  expect(sut.clock.now()).toBe(machine.now());
  expect([said(), sut.concerns(), sut.offsetMs()]).toEqual([[], [], 0]);
});

it('says when the time moves, and not when it only becomes surer', () => {
  let steps = 0;
  sut.onStep(() => (steps += 1));
  answer();
  expect(steps).toBe(0);
  // As after a suspension: the machine has gone on without us, and its clock is not believed before Discord says the same.
  beAhead(HOUR);
  expect(Math.abs(sut.clock.now() - discord())).toBeLessThan(1_000);
  ahead = 0;
  sut.heard.atLeast(discord());
  expect([steps, sut.clock.now()]).toEqual([1, machine.now()]);
  sut.heard.atLeast(discord());
  expect(steps).toBe(1);
});

describe('whoever does by itself what is due', () => {
  const outcome = (waited: Promise<boolean>): { said: boolean | null } => {
    const seen: { said: boolean | null } = { said: null };
    void waited.then((told) => (seen.said = told));
    return seen;
  };
  const turns = async (): Promise<void> => {
    for (let n = 0; n < 4; n += 1) await Promise.resolve();
  };

  it('waits until Discord has told its time, and then knows the right one', async () => {
    beAhead(HOUR);
    const seen = outcome(sut.told(MINUTE));
    await turns();
    expect(seen.said).toBeNull();
    answer();
    await turns();
    expect(seen.said).toBe(true);
    expect(Math.abs(sut.clock.now() - discord())).toBeLessThan(1_200);
    expect(await sut.told(MINUTE)).toBe(true);
  });

  it('goes by the machine’s clock when Discord does not answer for long', async () => {
    const seen = outcome(sut.told(MINUTE));
    machine.advance(MINUTE - 1);
    await turns();
    expect(seen.said).toBeNull();
    machine.advance(1);
    await turns();
    expect(seen.said).toBe(false);
  });
});

describe.each([
  ['fast', 20 * MINUTE, '1200 s ahead of'],
  ['slow', -20 * MINUTE, '1200 s behind'],
])('a machine whose clock is 20 minutes %s', (_, off, words) => {
  it('goes by Discord’s, says so once, and says when it was set right', () => {
    beAhead(off);
    for (let n = 0; n < 20; n += 1) {
      machine.advance(731);
      answer();
      sut.heard.atLeast(discord() - 50);
      expect(Math.abs(sut.clock.now() - discord())).toBeLessThan(1_200);
    }
    expect(said()).toHaveLength(1);
    expect(sut.concerns()).toEqual([expect.stringMatching(new RegExp(`(1199|1200|1201) s ${words.split(' s ')[1] ?? ''}`))]);

    beAhead(0);
    expect(sut.clock.now()).toBe(machine.now());
    machine.advance(10_000);
    expect(said()).toHaveLength(2);
    expect(sut.concerns()).toEqual([]);
  });
});

/** With the real engine: in while the clock is wrong, out when it was mended two hours later. */
it.each([20 * MINUTE, -20 * MINUTE])('a clock that is %i ms off at the clock-in costs nobody a second', async (off) => {
  const world = new World();
  machine = world.clock;
  sut = createDiscordClock({ clock: machine, log, metrics: new RecordingMetrics() });
  const { tracker } = (await world.started({ momentClock: sut.clock })).engine;
  beAhead(off);
  // What the bot asks before it connects.
  answer();
  const start = discord();
  expect(value(await tracker.clockIn(world.in({ at: start }))).session.startedAt).toBe(start);
  beAhead(0);
  machine.advance(start + 2 * HOUR - discord());
  value(await tracker.clockOut(world.request({ at: discord() })));
  expect(sums(world.backend)).toEqual({ entries: 2 * HOUR, days: 2 * HOUR, count: 1 });
  expect(value(await tracker.status(SPACE, ANN)).totals?.today).toEqual({ coding: 2 * HOUR });
  expect(said()).toHaveLength(2);
});

it('notices a clock that is set while it runs, without hearing anything', () => {
  answer();
  beAhead(HOUR);
  expect(Math.abs(sut.clock.now() - discord())).toBeLessThan(1_200);
  machine.advance(10_000);
  expect(said()).toHaveLength(1);
});

describe('moments in ids', () => {
  it('show that a clock is slow, when nothing else is heard', () => {
    beAhead(-5 * MINUTE);
    sut.heard.atLeast(discord() - 200);
    expect(discord() - sut.clock.now()).toBe(200);
  });

  it('teach nothing when they are old', () => {
    answer();
    for (const age of [3 * HOUR, 10 * MINUTE, 2_000]) sut.heard.atLeast(discord() - age);
    expect(sut.clock.now()).toBe(machine.now());
    expect(said()).toEqual([]);
  });

  it('do not come from the future: dates from before a suspension of the machine are void', () => {
    answer();
    // The monotonic clock stands still while a machine is suspended, and the wall clock is set when it wakes.
    machine.set(machine.now() + 8 * HOUR);
    sut.heard.atLeast(machine.now() - 100);
    expect(sut.clock.now()).toBe(machine.now());
    expect(sut.concerns()).toEqual([]);
  });
});

it('is not led astray by a proxy that answers from its cache', () => {
  for (let n = 0; n < 4; n += 1) answer();
  answer(discord() - 20 * MINUTE);
  expect(sut.clock.now()).toBe(machine.now());
  // Every answer: then the ids know better.
  for (let n = 0; n < 9; n += 1) {
    sut.heard.atLeast(discord());
    answer(discord() - 20 * MINUTE);
    expect(sut.clock.now()).toBe(machine.now());
  }
  expect(said()).toEqual([]);
});

it('believes a small difference when several answers say so', () => {
  beAhead(10_000);
  answer();
  answer();
  expect(said()).toEqual([]);
  answer();
  expect(said()).toHaveLength(1);
});

it('stays right when an id is a little ahead of what answers say', () => {
  beAhead(20 * MINUTE);
  answer();
  sut.heard.atLeast(discord() + 1_500);
  expect(Math.abs(sut.clock.now() - discord())).toBeLessThan(2_000);
});

it('wants a date every five seconds when it has some, and does not mind what is none', () => {
  sut.heard.dated('whenever', machine.monotonic());
  for (let n = 0; n < 3; n += 1) {
    expect(sut.heard.wantsDate).toBe(true);
    answer();
  }
  expect(sut.heard.wantsDate).toBe(false);
  machine.advance(5_000);
  expect(sut.heard.wantsDate).toBe(true);
});

it('leaves timers and the monotonic clock alone', () => {
  beAhead(HOUR);
  answer();
  let fired = 0;
  sut.clock.after(1_000, () => (fired += 1));
  machine.advance(1_000);
  expect([fired, sut.clock.monotonic()]).toEqual([1, machine.monotonic()]);
});
