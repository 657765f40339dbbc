import { describe, expect, it } from 'vitest';
import { fieldValue, nextMonday, nextMorning } from './steps.js';

/** In the zone of whoever runs this. */
const at = (text: string) => new Date(text).getTime();

describe('steps of the clock', () => {
  it.each([
    ['2026-03-31T07:59', '2026-03-31T08:00'],
    ['2026-03-31T08:00', '2026-04-01T08:00'],
    ['2026-12-31T23:00', '2027-01-01T08:00'],
  ])('the morning after %s is %s', (now, morning) => {
    expect(fieldValue(nextMorning(at(now)))).toBe(morning);
  });

  it.each([
    ['2026-03-30T07:59', '2026-03-30T08:00'],
    ['2026-03-30T09:00', '2026-04-06T08:00'],
    ['2026-04-05T12:00', '2026-04-06T08:00'],
  ])('the Monday after %s is %s', (now, monday) => {
    expect(fieldValue(nextMonday(at(now)))).toBe(monday);
  });
});
