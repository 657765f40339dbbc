import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved, placeAt, placeByKey, sameOrder } from './ordering.js';

describe('moving in a list', () => {
  it('puts the item at its new place and leaves the others in their order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 12 }),
        fc.nat(11),
        fc.integer({ min: -3, max: 15 }),
        (items, at, to) => {
          const from = at % items.length;
          const after = moved(items, from, to);
          expect(after.indexOf(items[from] ?? -1)).toBe(Math.max(0, Math.min(items.length - 1, to)));
          expect(after.filter((item) => item !== items[from])).toEqual(items.filter((item) => item !== items[from]));
        },
      ),
    );
  });

  it('knows the place below the pointer', () => {
    const middles = [10, 30, 50];
    expect([0, 20, 40, 60].map((y) => placeAt(middles, 0, y))).toEqual([0, 0, 1, 2]);
    expect([0, 20, 40, 60].map((y) => placeAt(middles, 2, y))).toEqual([0, 1, 2, 2]);
  });

  it('goes by key as far as the ends', () => {
    expect(placeByKey('ArrowUp', 0, 3)).toBe(0);
    expect(placeByKey('ArrowDown', 0, 3)).toBe(1);
    expect(placeByKey('End', 0, 3)).toBe(2);
    expect(placeByKey('Home', 2, 3)).toBe(0);
    expect(placeByKey('Enter', 2, 3)).toBeNull();
  });

  it('compares orders', () => {
    const [a, b] = [{ id: 'a' }, { id: 'b' }];
    expect(sameOrder([a, b], [a, b])).toBe(true);
    expect(sameOrder([a, b], [b, a])).toBe(false);
    expect(sameOrder([a], [a, b])).toBe(false);
  });
});
