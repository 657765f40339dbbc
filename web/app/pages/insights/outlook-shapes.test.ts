import { describe, expect, it } from 'vitest';
import { HEIGHT, LEFT, outlookOf, WIDTH } from './outlook-shapes.js';

const ahead = Array.from({ length: 30 }, (_, nth) => ({ day: 100 + nth, expected: 4, low: 2, high: 7 }));

describe('the last days and the next ones', () => {
  it('stand beside each other, those that come with their band', () => {
    const { days } = outlookOf([8, 0], 1, ahead);
    expect(days).toHaveLength(2 + 14);
    expect(days.slice(0, 4).map(({ day, kind, hours }) => [day, kind, hours])).toEqual([
      [98, 'worked', 8],
      [99, 'worked', 0],
      [100, 'today', 1],
      [101, 'expected', 4],
    ]);
    expect(days[0]).toMatchObject({ y: 0, height: HEIGHT, band: null });
    expect(days[3]?.band).toEqual({ y: HEIGHT / 8, height: (HEIGHT * 5) / 8 });
    for (const { x, width } of days) expect([x >= LEFT, x + width <= WIDTH]).toEqual([true, true]);
  });

  it('have a scale of whole hours that holds everything, and four lines above the ground at most', () => {
    for (const most of [0, 0.4, 1, 7, 11.2, 23]) {
      const { scale, days } = outlookOf([most], 0, []);
      expect(scale.length).toBeLessThanOrEqual(5);
      expect(scale.at(-1)?.y).toBeCloseTo(0);
      expect(days[0]?.y).toBeGreaterThanOrEqual(0);
    }
  });

  it('has no band as long as it is not known how sure a forecast is', () => {
    const { days } = outlookOf([], 0, [{ day: 1, expected: 3, low: 3, high: 3 }]);
    expect(days).toMatchObject([{ kind: 'today', hours: 0, band: null }]);
  });
});
