import { beforeEach, describe, expect, it } from 'vitest';
import { createAlarms, type AlarmClock } from '../domain/alarms.js';
import { FAKE_START, FakeClock } from '../../test/support/fake-clock.js';
import { RecordingLogger } from '../../test/support/fakes.js';
import { defaultRateLimits, RateLimiter } from './rest/rate-limits.js';
import { WorldClock } from './world-clock.js';

const HOUR = 3_600_000;
let machine: FakeClock;
let world: WorldClock;
/** As the bot has them. */
let alarms: AlarmClock;
let rung: string[];

beforeEach(() => {
  machine = new FakeClock();
  world = new WorldClock({
    now: () => machine.now(),
    elapsed: () => machine.monotonic(),
    after: (ms, task) => machine.after(ms, task),
  });
  alarms = createAlarms({ clock: world, log: new RecordingLogger() });
  world.follow(alarms);
  rung = [];
});
const hours = () => (world.now() - FAKE_START) / HOUR;
const note = (name: string) => () => void rung.push(`${name}@${hours()}`);

describe('the clock of the world', () => {
  it('lets what falls due on the way happen in order, each at its own moment', async () => {
    alarms.at(FAKE_START + 5 * HOUR, note('evening'));
    alarms.at(FAKE_START + 3 * HOUR, () => {
      note('reminder')();
      alarms.at(world.now() + HOUR, note('nested'));
    });
    alarms.every(2 * HOUR, note('tick'));
    alarms.at(FAKE_START + 9 * HOUR, note('later'));
    await world.move({ by: 8 * HOUR });
    expect(rung).toEqual(['tick@2', 'reminder@3', 'tick@4', 'nested@4', 'evening@5', 'tick@6', 'tick@8']);
    expect([hours(), world.movedMs, machine.now()]).toEqual([8, 8 * HOUR, FAKE_START]);
    expect(alarms.next()).toBe(FAKE_START + 9 * HOUR);
  });

  it('does not go on before what is due is done', async () => {
    const delayed = (name: string) => async () => {
      await new Promise((resolve) => setImmediate(resolve));
      note(name)();
    };
    alarms.at(FAKE_START + HOUR, delayed('first'));
    const second = alarms.at(FAKE_START + 2 * HOUR, delayed('second'));
    alarms.at(FAKE_START + HOUR, () => second());
    alarms.at(FAKE_START + 3 * HOUR, delayed('third'));
    const [first, more] = [world.move({ by: 2.5 * HOUR }), world.move({ by: HOUR })];
    await first;
    expect([rung, hours()]).toEqual([['first@1'], 2.5]);
    await more;
    expect([rung, hours()]).toEqual([['first@1', 'third@3'], 3.5]);
  });

  it('leaves timers and lengths of time alone', async () => {
    machine.after(HOUR, note('time-out'));
    const before = world.elapsed();
    await world.move({ to: FAKE_START + 100 * HOUR });
    expect([rung, world.elapsed() - before]).toEqual([[], 0]);
    machine.advance(HOUR);
    expect([rung, hours()]).toEqual([['time-out@101'], 101]);
  });

  it('opens no window of a rate limit early', async () => {
    const limits = { ...defaultRateLimits, route: { limit: 1, windowMs: HOUR } };
    const limiter = new RateLimiter(world, limits);
    expect(limiter.take('GET /users/@me', '', false).waitMs).toBe(0);
    await world.move({ by: 2 * HOUR });
    const limited = limiter.take('GET /users/@me', '', false);
    expect(limited.waitMs).toBe(HOUR);
    expect(Number(limited.headers['x-ratelimit-reset']) * 1_000).toBe(FAKE_START + 3 * HOUR);
    machine.advance(HOUR);
    expect(limiter.take('GET /users/@me', '', false).waitMs).toBe(0);
  });

  it('waits for nobody for ever', async () => {
    alarms.at(FAKE_START + HOUR, () => new Promise<void>(() => undefined));
    alarms.at(FAKE_START + 2 * HOUR, note('after it'));
    const moved = world.move({ by: 3 * HOUR });
    await machine.advanceAsync(20_000);
    await moved;
    expect(rung).toEqual([`after it@${hours()}`]);
    expect(hours()).toBeCloseTo(3, 1);
  });

  it('only goes forward, and not without end', async () => {
    await world.move({ by: HOUR });
    await expect(world.move({ to: FAKE_START })).rejects.toThrow('time only goes forward');
    await expect(world.move({ to: Date.UTC(2200, 0, 1) })).rejects.toThrow('2099');
    expect(hours()).toBe(1);
    await world.move({ by: HOUR });
    world.begin(0);
    expect(hours()).toBe(0);
  });
});
