import { describe, expect, it } from 'vitest';
import { rangeOf, weeksIn } from './range.js';

/** A Thursday. */
const TODAY = '20260108';
const range = (from: string | null, to: string | null) => {
  const read = rangeOf({ from, to }, TODAY, 'monday');
  return read.ok ? `${read.value.from}-${read.value.to}` : read.error.code;
};

describe('a range of days', () => {
  it.each([
    [null, null, '20260105-20260111'],
    ['20251201', null, '20251201-20260108'],
    [null, '20260102', '20251229-20260102'],
    ['20260101', '20260131', '20260101-20260131'],
    ['20260108', '20260108', '20260108-20260108'],
    ['20260109', null, 'RANGE_BACKWARDS'],
    ['20260102', '20260101', 'RANGE_BACKWARDS'],
    ['20250101', '20260101', '20250101-20260101'],
    ['20241231', '20260101', 'RANGE_TOO_LONG'],
  ])('from %s to %s is %s', (from, to, wanted) => expect(range(from, to)).toBe(wanted));

  it('has the weeks whose middle lies in it, or the one that it is a part of', () => {
    const weeks = (from: string, to: string) => weeksIn({ from, to }, 'monday').map((week) => week.from);
    expect(weeks('20260105', '20260111')).toEqual(['20260105']);
    // January begins on a Thursday: the middle of its first week is in it, and that of its last one as well.
    expect(weeks('20260101', '20260131')).toEqual(['20251229', '20260105', '20260112', '20260119', '20260126']);
    expect(weeks('20260105', '20260106')).toEqual(['20260105']);
    expect(weeks('20260102', '20260114')).toEqual(['20260105']);
  });
});
