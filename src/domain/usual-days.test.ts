import { describe, expect, it } from 'vitest';
import { addDays } from './calendar.js';
import { daysWithoutTime, USUAL_DAYS } from './usual-days.js';

/** A Wednesday. */
const TODAY = '20260311';
/** Somebody who works from Monday to Friday, but not on these days. */
const missingOf = (off: readonly string[], today = TODAY) =>
  daysWithoutTime(
    today,
    (day) =>
      !off.includes(day) && new Date(Date.UTC(+day.slice(0, 4), +day.slice(4, 6) - 1, +day.slice(6))).getUTCDay() % 6 !== 0,
  );

describe('days without time', () => {
  it('are those on which there usually is some', () => {
    expect(missingOf([])).toEqual([]);
    expect(missingOf(['20260309', '20260226'])).toEqual(['20260226', '20260309']);
    // No weekends, and today is not over.
    expect(missingOf([TODAY])).toEqual([]);
  });

  it('are all days of two weeks away', () => {
    const away = Array.from({ length: 14 }, (_, at) => addDays(TODAY, -1 - at));
    expect(missingOf(away)).toHaveLength(10);
  });

  it('are none of somebody who has only begun, or comes now and then', () => {
    expect(daysWithoutTime(TODAY, (day) => day > addDays(TODAY, -14) && day !== '20260309')).toEqual([]);
    // Every other week.
    const inWeek = (day: string) => Math.floor(Date.UTC(+day.slice(0, 4), +day.slice(4, 6) - 1, +day.slice(6)) / 604_800_000) % 2;
    expect(daysWithoutTime(TODAY, (day) => inWeek(day) === 0)).toEqual([]);
  });

  it('ask for no day before those that are read', () => {
    const asked: string[] = [];
    daysWithoutTime(TODAY, (day) => {
      asked.push(day);
      return false;
    });
    expect(asked.sort()[0]).toBe(addDays(TODAY, -USUAL_DAYS));
  });
});
