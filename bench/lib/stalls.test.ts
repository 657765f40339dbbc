import { describe, expect, it } from 'vitest';
import { slowest, type Span } from './stalls.js';

const quick = Array.from({ length: 198 }, (_, index): Span => [index, index + 1]);

describe('slowest', () => {
  it('tells what the slowest hundredth met, not what the others did', () => {
    const operations: Span[] = [[1_000, 1_009], ...quick, [2_000, 2_008]];
    const { duringCollection, duringStall } = slowest(
      operations,
      [
        [0, 500],
        [1_001, 1_003],
      ],
      [[2_007, 2_011]],
    );
    expect(duringCollection).toBe(0.5);
    expect(duringStall).toBe(0.5);
  });

  it('has none meet what ended before it was due or began when it was done', () => {
    const operations: Span[] = [...quick, [1_000, 1_009], [2_000, 2_008]];
    const { duringCollection, duringStall } = slowest(
      operations,
      [
        [990, 1_000],
        [2_008, 2_020],
      ],
      [[1_009, 1_020]],
    );
    expect([duringCollection, duringStall]).toEqual([0, 0]);
  });

  it('holds no short collection responsible, but counts it', () => {
    const { duringCollection, collections } = slowest(
      [[0, 9]],
      [
        [1, 1.5],
        [20, 24],
      ],
      [],
    );
    expect(duringCollection).toBe(0);
    expect(collections).toEqual({ count: 2, sum: 4.5, max: 4 });
  });
});
