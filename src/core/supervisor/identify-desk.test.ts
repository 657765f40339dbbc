import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger } from '../../../test/support/fakes.js';
import { createIdentifyDesk, SPACING_MS, type Turn } from './identify-desk.js';

const setUp = (limits: { maxConcurrency?: number; remaining?: number; resetAfterMs?: number } = {}) => {
  const clock = new FakeClock();
  const log = new RecordingLogger();
  const desk = createIdentifyDesk(
    { maxConcurrency: 1, total: 1_000, remaining: 1_000, resetAfterMs: 1_000_000, ...limits },
    { clock, log },
  );
  const given: [shard: number, at: number][] = [];
  /** Used at once, unless told. */
  const ask = (shard: number, use = true): Turn => {
    const turn = desk.request(shard, () => {
      given.push([shard, clock.monotonic()]);
      if (use) clock.after(0, () => turn.used());
    });
    return turn;
  };
  return { clock, log, desk, given, ask };
};

describe('identify turns', () => {
  it('are five seconds apart in a bucket, whoever asks, and free between buckets', () => {
    const { clock, given, ask } = setUp({ maxConcurrency: 2 });
    for (const shard of [0, 1, 2, 3, 4]) ask(shard);
    clock.advance(3 * SPACING_MS);
    expect(given).toEqual([
      [0, 0],
      [1, 0],
      [2, SPACING_MS],
      [3, SPACING_MS],
      [4, 2 * SPACING_MS],
    ]);
    expect(SPACING_MS).toBeGreaterThan(5_000);
  });

  it('are counted from when they were used, not from when they were given', () => {
    const { clock, given, ask } = setUp();
    const slow = ask(0, false);
    ask(1);
    clock.advance(4_000);
    slow.used();
    clock.advance(SPACING_MS - 1);
    expect(given).toHaveLength(1);
    clock.advance(1);
    expect(given).toHaveLength(2);
  });

  it('that are given up make room, and count as used when they had been given', () => {
    const { clock, given, ask } = setUp();
    const first = ask(0, false);
    const second = ask(1);
    ask(2);
    second.cancel();
    first.cancel();
    clock.advance(SPACING_MS - 1);
    expect(given.map(([shard]) => shard)).toEqual([0]);
    clock.advance(1);
    expect(given.map(([shard]) => shard)).toEqual([0, 2]);
  });

  it('go on when a process that has one stands still', () => {
    const { clock, given, ask } = setUp();
    ask(0, false);
    ask(1);
    clock.advance(60_000);
    expect(given.map(([shard]) => shard)).toEqual([0, 1]);
  });

  it('wait for Discord to count anew when there are none left', () => {
    const { clock, given, ask, log, desk } = setUp({ remaining: 1, resetAfterMs: 60_000 });
    ask(0);
    ask(1);
    clock.advance(59_999);
    expect(given).toHaveLength(1);
    expect(log.at('error')).not.toEqual([]);
    clock.advance(1);
    expect(given).toHaveLength(2);
    expect(desk.remaining).toBe(999);
  });
});
