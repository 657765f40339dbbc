import { describe, expect, it } from 'vitest';
import { rememberLast } from './remember-last.js';

describe('rememberLast', () => {
  it('makes it once for the same object in a row, and anew for another one, also an equal one', () => {
    const asked: number[] = [];
    const double = rememberLast(({ n }: { readonly n: number }) => asked.push(n) && [2 * n]);
    const [one, two] = [{ n: 1 }, { n: 2 }];
    const first = double(one);
    expect(double(one)).toBe(first);
    expect(double(two)).toEqual([4]);
    expect(double({ n: 2 })).toEqual([4]);
    expect(double(one)).toEqual([2]);
    expect(asked).toEqual([1, 2, 2, 1]);
  });

  it('remembers nothing of what could not be made', () => {
    let fails = true;
    const make = rememberLast((asked: object) => {
      if (fails) throw new RangeError('not yet');
      return asked;
    });
    const one = {};
    expect(() => make(one)).toThrow(RangeError);
    fails = false;
    expect(make(one)).toBe(one);
  });
});
