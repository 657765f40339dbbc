import { describe, expect, it } from 'vitest';
import { delay } from '../../src/domain/ports.js';
import { FAKE_START, FakeClock } from '../support/fake-clock.js';
import { FakeIds, FakeRandom, RecordingLogger, RecordingMetrics } from '../support/fakes.js';

describe('FakeClock', () => {
  it('runs what falls due in order, each at its own moment', () => {
    const clock = new FakeClock();
    const seen: string[] = [];
    const note = (name: string) => () => void seen.push(`${name}@${clock.monotonic()}`);
    clock.after(30, note('c'));
    clock.after(10, note('a'));
    clock.after(10, note('b'));
    clock.after(31, note('later'));
    clock.after(5, () => void clock.after(5, note('nested')));
    clock.advance(30);
    expect(seen).toEqual(['a@10', 'b@10', 'nested@10', 'c@30']);
    expect(clock.now()).toBe(FAKE_START + 30);
    expect(clock.pending).toBe(1);
  });

  it('repeats until cancelled, and cancels', () => {
    const clock = new FakeClock();
    let ticks = 0;
    const cancel = clock.every(10, () => {
      ticks++;
    });
    const never = clock.after(1, () => {
      throw new Error('was cancelled');
    });
    never();
    clock.advance(35);
    expect(ticks).toBe(3);
    cancel();
    clock.advance(100);
    expect(ticks).toBe(3);
  });

  it('steps the wall clock without waking timers', () => {
    const clock = new FakeClock(0);
    let fired = false;
    clock.after(10, () => {
      fired = true;
    });
    clock.set(1_000_000);
    expect([clock.now(), clock.monotonic(), fired]).toEqual([1_000_000, 0, false]);
    clock.advance(10);
    expect([clock.now(), clock.monotonic(), fired]).toEqual([1_000_010, 10, true]);
    expect(() => clock.advance(-1)).toThrow(RangeError);
  });

  it('lets promises go on between timers', async () => {
    const clock = new FakeClock(0);
    const moments: number[] = [];
    const work = async (): Promise<void> => {
      for (let turn = 0; turn < 3; turn++) {
        await delay(clock, 10);
        moments.push(clock.now());
      }
    };
    const done = work();
    await clock.advanceAsync(30);
    await done;
    expect(moments).toEqual([10, 20, 30]);
  });
});

it('the other fakes are the same in every run', () => {
  const ids = new FakeIds();
  expect([ids.next(), ids.next(), ids.reference()]).toEqual(['id-0000001', 'id-0000002', 'REF0-0001']);
  const numbers = (seed: number): readonly number[] => {
    const random = new FakeRandom(seed);
    return Array.from({ length: 1000 }, () => random.next());
  };
  expect(numbers(7)).toEqual(numbers(7));
  expect(numbers(7)).not.toEqual(numbers(8));
  expect(numbers(7).every((value) => value >= 0 && value < 1)).toBe(true);
  const mean = numbers(7).reduce((sum, value) => sum + value, 0) / 1000;
  expect(mean).toBeGreaterThan(0.45);
  expect(mean).toBeLessThan(0.55);
});

it('the recorders keep what they are told', () => {
  const log = new RecordingLogger();
  log.child({ id: 1 }).child({ user: 2 }).warn({ extra: 3 }, 'careful');
  expect(log.at('warn')).toEqual([{ level: 'warn', fields: { id: 1, user: 2, extra: 3 }, message: 'careful' }]);
  const metrics = new RecordingMetrics();
  metrics.count('commits', { outcome: 'ok', lane: 'critical' });
  metrics.count('commits', { lane: 'critical', outcome: 'ok' }, 2);
  metrics.count('commits', { outcome: 'conflict', lane: 'critical' });
  metrics.count('commits_other');
  metrics.gauge('depth', 5);
  metrics.observe('latency', 1.5);
  expect(metrics.counts.get('commits{lane=critical,outcome=ok}')).toBe(3);
  expect(metrics.total('commits')).toBe(4);
  expect(metrics.total('commits', { outcome: 'conflict' })).toBe(1);
  expect([metrics.gauges.get('depth'), metrics.observations.get('latency')]).toEqual([5, [1.5]]);
});
