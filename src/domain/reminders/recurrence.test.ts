import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zone as anyZone } from '../../../test/support/domain-arbitraries.js';
import { dayNumber } from '../day-number.js';
import { momentAt, nextAfter, nextMoments, repeatCode, repeatIn, wallAt, type Repeat, type Series } from './recurrence.js';

const at = (iso: string): number => Date.parse(iso);
const DAY = 86_400_000;
const series = (from: string, minute: number, repeat: Repeat, zone = 'Europe/Berlin'): Series => ({ from, minute, zone, repeat });
const dates = (of: Series, after: number, count: number): readonly string[] =>
  nextMoments(of, after, count).map((ms) => wallAt(ms, of.zone).day);

describe('a repeat', () => {
  it('keeps its time by the clock over both changes', () => {
    const nine = series('20241020', 540, { unit: 'day', every: 1 });
    expect(nextAfter(nine, at('2024-10-26T12:00Z'))).toBe(at('2024-10-27T08:00Z'));
    expect(nextAfter(nine, at('2025-03-29T12:00Z'))).toBe(at('2025-03-30T07:00Z'));
  });
  it('at a time that the clocks jump over comes when they have, and at one that they show twice the first time', () => {
    const half = series('20260101', 150, { unit: 'day', every: 1 });
    expect(nextMoments(half, at('2026-03-28T12:00Z'), 2)).toEqual([at('2026-03-29T01:00Z'), at('2026-03-30T00:30Z')]);
    expect(nextMoments(half, at('2026-10-24T12:00Z'), 2)).toEqual([at('2026-10-25T00:30Z'), at('2026-10-26T01:30Z')]);
  });
  it('at the end of the month is on the last day of each, and does not drift', () => {
    const end = series('20260131', 540, { unit: 'month', every: 1, day: 31 });
    expect(dates(end, at('2026-01-01T00:00Z'), 4)).toEqual(['20260131', '20260228', '20260331', '20260430']);
    expect(dates(series('20240229', 0, { unit: 'month', every: 12, day: 29 }), 0, 3)).toEqual([
      '20240229',
      '20250228',
      '20260228',
    ]);
  });
  it('counts its intervals from the first day', () => {
    expect(dates(series('20261203', 540, { unit: 'week', every: 2, days: [0, 3] }), 0, 4)).toEqual([
      '20261203',
      '20261214',
      '20261217',
      '20261228',
    ]);
    expect(dates(series('20261201', 540, { unit: 'day', every: 3 }), at('2026-12-02T00:00Z'), 2)).toEqual([
      '20261204',
      '20261207',
    ]);
    expect(dates(series('20261115', 540, { unit: 'month', every: 3, day: 15 }), at('2026-12-01T00:00Z'), 2)).toEqual([
      '20270215',
      '20270515',
    ]);
  });
  it('ends with the century', () => {
    expect(nextAfter(series('20991231', 540, { unit: 'day', every: 366 }, 'UTC'), at('2099-12-31T10:00Z'))).toBeNull();
    expect(nextAfter(series('20260101', 540, { unit: 'day', every: 1 }), Infinity)).toBeNull();
  });
  it.each([
    [{ unit: 'day', every: 12 }, '12d'],
    [{ unit: 'week', every: 1, days: [0, 2, 6] }, '1w026'],
    [{ unit: 'month', every: 3, day: 31 }, '3m31'],
  ] satisfies readonly (readonly [Repeat, string])[])('is written and read', (repeat, code) => {
    expect(repeatCode(repeat)).toBe(code);
    expect(repeatIn(code)).toEqual(repeat);
  });
  it.each(['', 'd', '0d', '367d', '1w', '1w7', '1w20', '1m0', '1m32', '121m1', '1y', '1d1'])('%s is none', (code) =>
    expect(repeatIn(code)).toBeNull(),
  );
});

const anyRepeat: fc.Arbitrary<Repeat> = fc.oneof(
  fc.record({ unit: fc.constant('day' as const), every: fc.integer({ min: 1, max: 366 }) }),
  fc.record({
    unit: fc.constant('week' as const),
    every: fc.integer({ min: 1, max: 104 }),
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }).map((days) => days.toSorted()),
  }),
  fc.record({
    unit: fc.constant('month' as const),
    every: fc.integer({ min: 1, max: 120 }),
    day: fc.integer({ min: 1, max: 31 }),
  }),
);
const anySeries: fc.Arbitrary<Series> = fc
  .record({
    first: fc.integer({ min: at('2005-01-01T00:00Z'), max: at('2040-01-01T00:00Z') }),
    minute: fc.integer({ min: 0, max: 1439 }),
    zone: anyZone,
    repeat: anyRepeat,
  })
  .map(({ first, minute, zone, repeat }) => series(wallAt(first, zone).day, minute, repeat, zone));

describe('whatever the series', () => {
  it('its moments rise, none is before its first day, and each shows its time unless the clocks do not', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: at('2004-01-01T00:00Z'), max: at('2041-01-01T00:00Z') }), (of, after) => {
        let last = after;
        for (const moment of nextMoments(of, after, 8)) {
          expect(moment).toBeGreaterThan(last);
          last = moment;
          const wall = wallAt(moment, of.zone);
          expect(wall.day >= of.from).toBe(true);
          // Where the clocks do not show that time, it is the first moment after the jump: on that day nothing between the two is shown.
          if (wall.minute !== of.minute) expect(wallAt(moment - 1, of.zone).minute === of.minute).toBe(false);
        }
      }),
    );
  });
  it('the next moment is the same from everywhere between two of them', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 0, max: 3_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, days, part) => {
        const [first, second] = nextMoments(of, momentAt(of.from, 0, of.zone) + days * DAY, 2);
        if (first === undefined || second === undefined) return;
        const between = first + Math.floor((second - first - 1) * part);
        expect(nextAfter(of, between)).toBe(second);
        expect(nextAfter(of, first - 1)).toBe(first);
      }),
    );
  });
  it('of every n days all days are so many apart', () => {
    fc.assert(
      fc.property(anySeries, fc.integer({ min: 1, max: 30 }), (of, every) => {
        const days = dates({ ...of, zone: 'UTC', repeat: { unit: 'day', every } }, 0, 5).map(dayNumber);
        expect(days).toEqual(days.map((_, nth) => dayNumber(of.from) + nth * every));
      }),
    );
  });
  it('its code says all of it', () => {
    fc.assert(
      fc.property(anyRepeat, (repeat) => {
        expect(repeatIn(repeatCode(repeat))).toEqual(repeat);
      }),
    );
  });
});
