import { describe, expect, it } from 'vitest';
import { dayNumber, dayOfNumber, weekdayIndex, weekdayOf } from './day-number.js';

describe('numbers of days', () => {
  it('go up by one a day, over months, leap days and before 1970', () => {
    expect(dayNumber('19700101')).toBe(0);
    expect(dayNumber('20240301') - dayNumber('20240228')).toBe(2);
    for (const day of ['19691231', '20240229', '20261201']) expect(dayOfNumber(dayNumber(day))).toBe(day);
  });

  it('know their weekday', () => {
    expect(weekdayOf(dayNumber('20261201'))).toBe('tuesday');
    expect(weekdayIndex(dayNumber('19691229'))).toBe(0);
  });
});
