import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumber, dayOfNumber } from './day-number.js';
import { daysOfLeave, LEAVE_KINDS, LEAVE_LIMITS, leaveDays, leaveOn, onLeaveUntil, withLeave, withoutLeave } from './leave.js';
import type { Leave } from './leave.js';

const of = (from: string, to = from, kind: Leave['kind'] = 'holiday') => ({ from, to, kind, note: '' });
const kept = (...wishes: ReturnType<typeof of>[]): readonly Leave[] =>
  wishes.reduce<readonly Leave[]>((leaves, wish) => {
    const next = withLeave(leaves, wish);
    return next.ok ? next.value : leaves;
  }, []);

describe('a leave', () => {
  it('is kept in the order of days, named by its first one', () => {
    expect(kept(of('20261224', '20261231'), of('20261201')).map(({ id }) => id)).toEqual(['20261201', '20261224']);
  });

  it.each([
    [of('20261202', '20261201'), { code: 'RANGE_BACKWARDS' }],
    [of('20261201', '20271202'), { code: 'RANGE_TOO_LONG', params: { max: 366 } }],
    [of('20260701', '20260710'), { code: 'LEAVE_OVERLAPS', params: { from: '2026-07-10', to: '2026-07-12' } }],
    [of('20260711'), { code: 'LEAVE_OVERLAPS' }],
    [of('20260701', '20260731'), { code: 'LEAVE_OVERLAPS' }],
  ])('%o is refused', (wish, error) => {
    expect(withLeave(kept(of('20260710', '20260712')), wish)).toMatchObject({ ok: false, error });
  });

  it('may last a leap year, and touch another one', () => {
    expect(withLeave(kept(of('20261201')), of('20261202', '20271202')).ok).toBe(true);
  });

  it('is one of a bounded number', () => {
    const full = Array.from({ length: LEAVE_LIMITS.count }, (_, nth) => of(dayOfNumber(20_000 + 2 * nth)));
    const leaves = kept(...full);
    expect(leaves).toHaveLength(LEAVE_LIMITS.count);
    expect(withLeave(leaves, of('20260101'))).toMatchObject({ error: { code: 'LEAVES_FULL', params: { max: 200 } } });
  });

  it('is found by any of its days, and removed', () => {
    const leaves = kept(of('20260710', '20260712'), of('20260720'));
    expect(leaveOn(leaves, '20260713')).toBeNull();
    expect(withoutLeave(leaves, '20260713')).toMatchObject({ error: { code: 'LEAVE_NOT_FOUND' } });
    expect(withoutLeave(leaves, '20260712')).toMatchObject({
      value: { removed: { id: '20260710' }, leaves: [{ id: '20260720' }] },
    });
  });

  it.each([
    ['20260709', null],
    ['20260710', '20260714'],
    ['20260714', '20260714'],
    ['20260715', null],
    ['20260716', '20260716'],
  ])('on %s goes on until %s', (day, until) => {
    expect(onLeaveUntil(kept(of('20260710', '20260712'), of('20260713', '20260714', 'sick'), of('20260716')), day)).toBe(until);
  });

  it('whatever is added and refused, no day belongs to two, and every day is counted', () => {
    const wish = fc.record({
      start: fc.integer({ min: 20_000, max: 20_100 }),
      length: fc.integer({ min: 1, max: 20 }),
      kind: fc.constantFrom(...LEAVE_KINDS),
    });
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
        const leaves = kept(
          ...wishes.map(({ start, length, kind }) => of(dayOfNumber(start), dayOfNumber(start + length - 1), kind)),
        );
        const days = leaveDays(leaves);
        expect(days.size).toBe(leaves.reduce((sum, one) => sum + daysOfLeave(one), 0));
        for (const day of days) expect(leaveOn(leaves, day)).not.toBeNull();
        expect(leaves.every(({ from }, nth) => nth === 0 || dayNumber(leaves[nth - 1]?.to ?? '') < dayNumber(from))).toBe(true);
      }),
    );
  });
});
