import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, criticalT, twoSided, unlike, variance } from './statistics.js';

describe('Student’s t', () => {
  it.each([
    // Tables of the t distribution, two-sided 5 %, 1 % and 50 %.
    [12.706, 1, 0.05],
    [3.182, 3, 0.05],
    [2.776, 4, 0.05],
    [2.042, 30, 0.05],
    [1.96, 1e6, 0.05],
    [63.657, 1, 0.01],
    [3.169, 10, 0.01],
    [0.741, 4, 0.5],
  ])('%s with %s degrees of freedom: %s', (t, freedom, chance) => {
    expect(twoSided(t, freedom)).toBeCloseTo(chance, 3);
    expect(twoSided(-t, freedom)).toBeCloseTo(chance, 3);
    expect(criticalT(chance, freedom)).toBeCloseTo(t, 2);
  });

  it('is a chance whatever it is asked, the smaller the further out', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e3, noNaN: true }), fc.double({ min: 0.5, max: 1e4, noNaN: true }), (t, freedom) => {
        const [near, far] = [twoSided(t, freedom), twoSided(t + 0.5, freedom)];
        expect(near).toBeGreaterThanOrEqual(far - 1e-9);
        expect(near).toBeLessThanOrEqual(1);
        expect(far).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 100, seed: 5 },
    );
    expect([twoSided(0, 3), twoSided(Infinity, 3), twoSided(1, 0), twoSided(NaN, 3)]).toEqual([1, 0, 1, 1]);
  });
});

describe('two samples', () => {
  it('are held against each other as the textbook does it', () => {
    // The first of the examples of the article on Welch's t-test in the English Wikipedia: t −2.46 and P 0.021 by Welch; of as many values Student's is the same t.
    const a = [27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19, 21.7, 21.4];
    const b = [27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4];
    const { difference, chance } = compare(a, b, 0);
    expect(difference).toBeCloseTo(-2.17, 1);
    expect(chance).toBeCloseTo(0.021, 3);
  });

  it('are not called different because a few values lie close together', () => {
    const others = [0.2, 0.5, 1, 1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 7, 8];
    expect(compare([1, 1.1, 0.9, 1], others, 0.25).chance).toBeGreaterThan(0.05);
    // Nor because there are many of a kind, where the others spread.
    expect(
      compare(
        [0, 9, 0, 9],
        others.map(() => 2),
        0.25,
      ).chance,
    ).toBeGreaterThan(0.05);
  });

  it('take nothing for certain because it is always the same, nor by one value alone', () => {
    expect(compare([8, 8, 8], [8, 8, 8], 0.25).chance).toBe(1);
    expect(compare([8.1, 8.1, 8.1], [8, 8, 8], 0.25).chance).toBeGreaterThan(0.5);
    expect(compare([9], [1, 1, 1], 0.25).chance).toBe(1);
    expect(unlike(9, [1], 0.25).chance).toBe(1);
    expect(unlike(8.2, [8, 8, 8, 8], 0.5).chance).toBeGreaterThan(0.5);
    expect(unlike(20, [8, 8, 8, 8], 0.5).chance).toBeLessThan(0.001);
    expect(variance([3])).toBe(0);
  });
});
