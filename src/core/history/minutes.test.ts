import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { createMinutes, KEPT_MINUTES } from './minutes.js';
import { Spread } from './spread.js';

const MINUTE = 60_000;

describe('a spread', () => {
  it('knows percentiles to within 2.3 %, its average and its greatest, also packed and put together', () => {
    const ms = fc.double({ min: 0.01, max: 100_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(ms, { minLength: 1, maxLength: 200 }), fc.constantFrom(1, 50, 95, 99, 100), (values, percent) => {
        const [one, other, both] = [new Spread(), new Spread(), new Spread()];
        values.forEach((value, at) => (at % 2 === 0 ? one : other).add(value));
        for (const part of [one, other]) both.merge(part.pack());
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil((percent / 100) * values.length) - 1] ?? NaN;
        expect(Math.abs(both.percentile(percent) / exact - 1)).toBeLessThan(0.023);
        expect([both.count, both.most]).toEqual([values.length, sorted.at(-1)]);
        expect(both.average).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('of nothing is nothing, and takes what is too short and too long', () => {
    const spread = new Spread();
    expect([spread.percentile(99), spread.average, spread.most, spread.count]).toEqual([0, 0, 0, 0]);
    for (const ms of [0, -1, 1e9]) spread.add(ms);
    expect(spread.count).toBe(3);
    expect(spread.percentile(1)).toBeLessThan(0.01);
  });
});

describe('minutes', () => {
  it('keep how much a number grew, the minute that is going on among them', () => {
    const clock = new FakeClock();
    const minutes = createMinutes(clock);
    let clicks = 100;
    minutes.follow('clicks', () => clicks);
    expect(minutes.sums('clicks', 2)).toEqual([null, null, 0]);
    clicks += 3;
    clock.advance(MINUTE);
    clicks += 4;
    expect(minutes.sums('clicks', 2)).toEqual([null, 3, 4]);
    clock.advance(2 * MINUTE);
    expect(minutes.sums('clicks', 3)).toEqual([3, 4, 0, 0]);
    expect([minutes.sum('clicks', 1), minutes.sum('clicks', 3), minutes.sum('others', 3)]).toEqual([0, 7, 0]);
    expect(minutes.ageMs).toBe(3 * MINUTE);
  });

  it('keep the greatest of what is looked at each second', () => {
    const clock = new FakeClock();
    const minutes = createMinutes(clock);
    let depth = 0;
    minutes.sample('depth', () => depth);
    clock.advance(10_000);
    depth = 9;
    clock.advance(1_000);
    depth = 2;
    clock.advance(49_000);
    expect(minutes.maxima('depth', 1)).toEqual([9, 2]);
    clock.advance(MINUTE);
    expect(minutes.maxima('depth', 1)).toEqual([2, 2]);
  });

  it('keep what was observed, and forget it after a day, however long they go on', () => {
    const clock = new FakeClock();
    const minutes = createMinutes(clock);
    let clicks = 0;
    minutes.follow('clicks', () => clicks);
    minutes.observe('answer', 10);
    clicks = 5;
    clock.advance(MINUTE);
    minutes.observe('answer', 30);
    expect(minutes.spread('answer', 0)).toMatchObject({ count: 1, most: 30 });
    expect(minutes.spread('answer', 5)).toMatchObject({ count: 2, average: 20 });
    expect(minutes.spreads('answer', 2).map((spread) => spread?.most)).toEqual([undefined, 10, 30]);
    clock.advance((KEPT_MINUTES - 1) * MINUTE);
    expect([minutes.spread('answer', KEPT_MINUTES).count, minutes.sum('clicks', KEPT_MINUTES)]).toEqual([2, 5]);
    clock.advance(MINUTE);
    expect([minutes.spread('answer', KEPT_MINUTES).count, minutes.sum('clicks', KEPT_MINUTES)]).toEqual([1, 0]);
    clock.advance(MINUTE);
    expect(minutes.spread('answer', 10 * KEPT_MINUTES).count).toBe(0);
    minutes.close();
    expect(clock.pending).toBe(0);
  });
});
