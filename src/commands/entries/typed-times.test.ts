import { describe, expect, it } from 'vitest';
import type { Interval } from '../../domain/session.js';
import { formatBreaks, readBreaks } from './typed-times.js';

const utc = (hour: number, minute = 0, day = 5): number => Date.UTC(2026, 0, day, hour, minute);
const context = { now: utc(20), zone: 'UTC', locale: 'en' };
const read = (text: string, start = utc(8), more = {}) => {
  const breaks = readBreaks(text, start, { ...context, ...more });
  return breaks.ok ? breaks.value.map(({ start, end }) => [start, end]) : breaks.error.code;
};

describe('breaks as people type them', () => {
  it.each([
    ['12:00-12:30', [[utc(12), utc(12, 30)]]],
    [' 12:00 – 12:30 , 15:00 - 15:10 ', [[utc(12), utc(12, 30)], [utc(15), utc(15, 10)]]], // prettier-ignore
    ['15:00 bis 15:10; 12:00 to 12:30', [[utc(12), utc(12, 30)], [utc(15), utc(15, 10)]]], // prettier-ignore
    ['2026-01-05 12:00 - 2026-01-05 12:30', [[utc(12), utc(12, 30)]]],
    ['', []],
    ['\n', []],
  ])('%j', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('after midnight belong to the night that the entry is about', () => {
    expect(read('23:30-0:15, 1:00-1:30', utc(22))).toEqual([
      [utc(23, 30), utc(0, 15, 6)],
      [utc(1, 0, 6), utc(1, 30, 6)],
    ]);
  });

  it.each(['12:00', 'lunch', '12:00-', '-12:00', '12:00-noonish'])('%s is refused', (text) => {
    expect(read(text)).toBe('BREAKS_NOT_UNDERSTOOD');
  });

  it('are read as they are written, over midnight, with seconds and in the hour that exists twice', () => {
    const zone = 'Europe/Berlin';
    const start = Date.UTC(2026, 9, 24, 20);
    const breaks: readonly Interval[] = [
      { start: start + 3_600_000, end: start + 3_723_000 },
      // 02:30 for the first and for the second time.
      { start: Date.UTC(2026, 9, 25, 0, 30), end: Date.UTC(2026, 9, 25, 1, 30) },
      { start: Date.UTC(2026, 9, 25, 3), end: Date.UTC(2026, 9, 25, 4) },
    ];
    const text = formatBreaks(breaks, start, zone);
    expect(text).toMatch(/^23:00 - 23:02:03, 2026-10-25 02:30 \+02:00 - 2026-10-25 02:30 \+01:00, 2026-10-25 04:00 - /);
    expect(readBreaks(text, start, { now: start, zone, locale: 'de' })).toEqual({ ok: true, value: breaks });
  });
});
