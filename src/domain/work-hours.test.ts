import { describe, expect, it } from 'vitest';
import { parseWorkHours, weekdaysOf, workHoursText } from './work-hours.js';

const read = (text: string): unknown => {
  const hours = parseWorkHours(text);
  return hours.ok ? workHoursText(hours.value) : hours.error.code;
};

describe('typed work hours', () => {
  it.each([
    ['9-17', '09:00–17:00'],
    ['9:00–12:30, 13:30–18', '09:00–12:30, 13:30–18:00'],
    ['9 - 12 und 13 - 17', '09:00–12:00, 13:00–17:00'],
    ['22-6', '22:00–06:00'],
    ['9am to 5pm', '09:00–17:00'],
    ['von 9 bis 17 Uhr', '09:00–17:00'],
    ['0-24', '00:00–24:00'],
    ['off', ''],
    ['Frei', ''],
  ])('%s is %s, and is read back', (text, expected) => {
    expect(read(text)).toBe(expected);
    if (expected !== '') expect(read(expected)).toBe(expected);
  });

  it.each(['', 'nine', '9', '9-12-17', '9-13, 12-17', '22-6, 5-7', '2-3, 22-4', '25-26', '24-3', '1-2,3-4,5-6,7-8,9-10'])(
    '%s is none',
    (text) => {
      expect(read(text)).toBe('WORK_HOURS_INVALID');
    },
  );

  it('are for the days of a choice', () => {
    expect(weekdaysOf('workdays')).toEqual([0, 1, 2, 3, 4]);
    expect(weekdaysOf('weekend')).toEqual([5, 6]);
    expect(weekdaysOf('wednesday')).toEqual([2]);
    expect(weekdaysOf('someday')).toEqual([]);
  });
});
