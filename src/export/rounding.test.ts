import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, HUNDREDTH_MS, roundingOf, stepsOf } from './rounding.js';

const MINUTE = 60_000;
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('what is shared out', () => {
  it('comes to the whole: three times twenty minutes is an hour', () => {
    expect(apportion(100, [20 * MINUTE, 20 * MINUTE, 20 * MINUTE], HUNDREDTH_MS)).toEqual([34, 33, 33]);
    expect(apportion(0, [], HUNDREDTH_MS)).toEqual([]);
    expect(() => apportion(102, [20 * MINUTE, 20 * MINUTE, 20 * MINUTE], HUNDREDTH_MS)).toThrow('no rounding');
    expect(() => apportion(1, [], HUNDREDTH_MS)).toThrow('no rounding');
    expect(() => apportion(1, [2 * HUNDREDTH_MS], HUNDREDTH_MS)).toThrow('no rounding');
  });

  const weights = fc.array(fc.nat({ max: 100_000_000 }), { minLength: 1, maxLength: 40 });
  const unit = fc.constantFrom(1000, HUNDREDTH_MS, 15 * MINUTE, 7);

  it('is each weight rounded down or up, the largest fractions up, and can be shared out again', () => {
    fc.assert(
      fc.property(fc.array(weights, { minLength: 1, maxLength: 8 }), unit, fc.boolean(), (groups, unitMs, isUp) => {
        const all = sum(groups.map(sum));
        const total = isUp ? Math.ceil(all / unitMs) : Math.floor(all / unitMs);
        const shares = apportion(total, groups.map(sum), unitMs);
        expect(sum(shares)).toBe(total);
        const problems = groups.flatMap((group, at) => {
          const own = apportion(shares[at]!, group, unitMs);
          const up = group.map((ms, place) => own[place]! - Math.floor(ms / unitMs));
          const rests = (of: number) => group.map((ms) => ms % unitMs).filter((_rest, place) => up[place] === of);
          return [
            ...(sum(own) === shares[at] ? [] : [`${sum(own)} of ${shares[at]}`]),
            ...(up.every((by, place) => by === 0 || (by === 1 && group[place]! % unitMs > 0)) ? [] : ['more than rounded']),
            ...(Math.min(Infinity, ...rests(1)) >= Math.max(0, ...rests(0)) ? [] : ['not the largest']),
          ];
        });
        expect(problems).toEqual([]);
      }),
    );
  });
});

describe('a rounding', () => {
  it.each([
    ['nearest', 7 * MINUTE, 0],
    ['nearest', 7.5 * MINUTE, 1],
    ['up', 1, 1],
    ['up', 0, 0],
    ['up', 15 * MINUTE, 1],
    ['down', 29 * MINUTE, 1],
  ] as const)('%s of %d ms is %d quarters of an hour', (mode, ms, steps) => {
    expect(stepsOf(ms, { mode, stepMs: 15 * MINUTE })).toBe(steps);
  });

  it('is what the settings say', () => {
    const settings = { rounding: 'up', roundingTo: 6, roundingOf: 'day' } as const;
    expect(roundingOf(settings)).toEqual({ mode: 'up', stepMs: 6 * MINUTE, of: 'day' });
    expect(roundingOf({ ...settings, rounding: 'none' })).toBeNull();
  });
});
