import { describe, expect, it } from 'vitest';
import { formatTime } from './moment.js';

const at = Date.UTC(2026, 2, 4, 17, 5, 9);
const plain = (value: string) => value.replace(/\s/g, ' ');

describe('formatTime', () => {
  it.each([
    ['t', '5:05 PM', '17:05'],
    ['T', '5:05:09 PM', '17:05:09'],
    ['d', '03/04/2026', '04.03.2026'],
    ['D', 'March 4, 2026', '4. März 2026'],
    ['f', 'March 4, 2026 at 5:05 PM', '4. März 2026 um 17:05'],
    ['F', 'Wednesday, March 4, 2026 at 5:05 PM', 'Mittwoch, 4. März 2026 um 17:05'],
  ] as const)('%s', (style, en, de) => {
    expect(plain(formatTime(at, style, 'en', 0, 'UTC'))).toBe(en);
    expect(plain(formatTime(at, style, 'de', 0, 'UTC'))).toBe(de);
  });

  it('is in the zone of the reader', () => {
    expect(plain(formatTime(at, 't', 'en', 0, 'Asia/Tokyo'))).toBe('2:05 AM');
  });

  it.each([
    [0, 'in 0 seconds'],
    [-1000, '1 second ago'],
    [-59_000, '59 seconds ago'],
    [-60_000, '1 minute ago'],
    [-3_599_000, '59 minutes ago'],
    [-3_600_000, '1 hour ago'],
    [86_400_000 * 2, 'in 2 days'],
    [-86_400_000 * 40, '1 month ago'],
  ])('%d ms from now is %s', (delta, expected) => {
    expect(formatTime(at + delta, 'R', 'en', at)).toBe(expected);
  });
});
