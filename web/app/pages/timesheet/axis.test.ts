import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moment, zone as anyZone } from '../../../../test/support/domain-arbitraries.js';
import { dayOf, totalsPeriod } from '../../../../src/domain/calendar.js';
import { axisOf, fromAxis, toAxis, type Axis } from './axis.js';

const BERLIN = 'Europe/Berlin';
const at = (iso: string): number => Date.parse(iso);
/** Berlin puts its clocks forward on Sunday, 2026-03-29 at 2:00, and back on Sunday, 2026-10-25 at 3:00. */
const SPRING = axisOf('20260323', 7, BERLIN);
const AUTUMN = axisOf('20261019', 7, BERLIN);

const column = (axis: Axis, day: number) => axis.columns[day]!;

describe('the scale of a week', () => {
  it('has 24 hours, and the same time of each day at the same height', () => {
    const week = axisOf('20260601', 7, BERLIN);
    expect(week.length).toBe(1440);
    expect(week.columns.map((each) => toAxis(each, each.start + 9 * 3_600_000))).toEqual(Array(7).fill(540));
    expect(week.columns.flatMap(({ gaps }) => gaps)).toEqual([]);
  });

  it('has a gap in the day of 23 hours', () => {
    expect(SPRING.length).toBe(1440);
    expect(column(SPRING, 6).gaps).toEqual([{ from: 120, to: 180 }]);
    // 1:59 and 3:00 by the clocks, a minute apart.
    expect(toAxis(column(SPRING, 6), at('2026-03-29T00:59Z'))).toBe(119);
    expect(toAxis(column(SPRING, 6), at('2026-03-29T01:00Z'))).toBe(180);
    expect(toAxis(column(SPRING, 6), at('2026-03-29T01:00Z'), 'end')).toBe(120);
    expect(fromAxis(column(SPRING, 6), 150)).toBe(at('2026-03-29T01:00Z'));
  });

  it('shows the hour twice in the week of the day of 25 hours, and a gap there in the others', () => {
    expect(AUTUMN.length).toBe(1500);
    expect(column(AUTUMN, 6).gaps).toEqual([]);
    expect(column(AUTUMN, 0).gaps).toEqual([{ from: 180, to: 240 }]);
    expect(toAxis(column(AUTUMN, 6), at('2026-10-25T00:30Z'))).toBe(150);
    expect(toAxis(column(AUTUMN, 6), at('2026-10-25T01:30Z'))).toBe(210);
    // 9:00 at the same height on Monday and on Sunday.
    expect(toAxis(column(AUTUMN, 0), at('2026-10-19T07:00Z'))).toBe(600);
    expect(toAxis(column(AUTUMN, 6), at('2026-10-25T08:00Z'))).toBe(600);
    expect(AUTUMN.marks.filter(({ minute }) => minute === 120 || minute === 180)).toEqual([
      { at: 120, minute: 120, again: false },
      { at: 180, minute: 120, again: true },
      { at: 240, minute: 180, again: false },
    ]);
  });

  it('begins later where the clocks jump over midnight', () => {
    // Beirut puts its clocks forward at midnight of Sunday, 2026-03-29.
    const sunday = column(axisOf('20260323', 7, 'Asia/Beirut'), 6);
    expect(sunday.gaps).toEqual([{ from: 0, to: 60 }]);
    expect(fromAxis(sunday, 0)).toBe(sunday.start);
  });

  it('finds every moment of every day again, in every zone', () => {
    fc.assert(
      fc.property(moment, anyZone, (ms, zone) => {
        const whole = Math.floor(ms / 60_000) * 60_000;
        const { weekFrom } = totalsPeriod(whole, zone);
        const axis = axisOf(weekFrom, 7, zone);
        const found = axis.columns.find(({ start, end }) => start <= whole && whole < end);
        expect(found?.day).toBe(dayOf(whole, zone));
        const back = fromAxis(found!, toAxis(found!, whole));
        expect(Math.abs(back - whole)).toBeLessThan(60_000);
      }),
      { numRuns: 60 },
    );
  });
});
