import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moment, zone } from '../../test/support/domain-arbitraries.js';
import { addDays, dayOf, localDay, startOfDay, totalsPeriod, totalsPeriodOf } from './calendar.js';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
const hours = (iso: string, name: string): number => {
  const day = localDay(at(iso), name);
  return (day.end - day.start) / HOUR;
};

describe('days', () => {
  it('begin at local midnight', () => {
    expect(dayOf(at('2026-03-01T22:59:59.999Z'), 'Europe/Berlin')).toBe('20260301');
    expect(dayOf(at('2026-03-01T23:00:00.000Z'), 'Europe/Berlin')).toBe('20260302');
    expect(dayOf(at('2026-03-01T18:14:59.999Z'), 'Asia/Kathmandu')).toBe('20260301');
    expect(dayOf(at('2026-03-01T18:15:00.000Z'), 'Asia/Kathmandu')).toBe('20260302');
    expect(dayOf(at('1969-12-31T23:59:59.999Z'), 'UTC')).toBe('19691231');
  });

  it('last as long as the clocks say', () => {
    expect(hours('2026-03-29T12:00Z', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-10-25T12:00Z', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-10-26T12:00Z', 'Europe/Berlin')).toBe(24);
    expect(hours('2026-04-05T01:00Z', 'Australia/Lord_Howe')).toBe(24.5);
    expect(hours('2026-10-04T01:00Z', 'Australia/Lord_Howe')).toBe(23.5);
  });

  it('begin after a gap at midnight', () => {
    // Brazil, 2018-11-04: 00:00 -> 01:00.
    const day = localDay(at('2018-11-04T12:00Z'), 'America/Sao_Paulo');
    expect(new Date(day.start).toISOString()).toBe('2018-11-04T03:00:00.000Z');
    expect((day.end - day.start) / HOUR).toBe(23);
    expect(dayOf(day.start - 1, 'America/Sao_Paulo')).toBe('20181103');
    expect(startOfDay('20181104', 'America/Sao_Paulo')).toBe(day.start);
  });

  it('skip the day that Samoa skipped', () => {
    const before = localDay(at('2011-12-30T09:59:59.999Z'), 'Pacific/Apia');
    expect(before.day).toBe('20111229');
    expect(dayOf(before.end, 'Pacific/Apia')).toBe('20111231');
  });

  it('stay in one piece where the clocks go back over midnight', () => {
    // Newfoundland, 2010-11-07 00:01 -> 2010-11-06 23:01 (03:31 -> 02:31 of standard time).
    const first = at('2010-11-07T02:30:30Z');
    const repeated = at('2010-11-07T02:45:00Z');
    expect(dayOf(first, 'America/St_Johns')).toBe('20101107');
    expect(dayOf(repeated, 'America/St_Johns')).toBe('20101107');
    expect(hours('2010-11-07T12:00Z', 'America/St_Johns')).toBe(25);
  });

  it('hold the moment, follow each other without gaps, and agree with Intl', () => {
    fc.assert(
      fc.property(moment, zone, (ms, name) => {
        const day = localDay(ms, name);
        expect(day.start).toBeLessThanOrEqual(ms);
        expect(day.end).toBeGreaterThan(ms);
        expect(localDay(day.start, name)).toEqual(day);
        expect(localDay(day.end - 1, name)).toEqual(day);
        expect(localDay(day.end, name).start).toBe(day.end);
        expect(localDay(day.end, name).day > day.day).toBe(true);
        expect(startOfDay(day.day, name)).toBe(day.start);
        const intl = new Intl.DateTimeFormat('en-CA', { timeZone: name, dateStyle: 'short' }).format(day.start);
        expect(intl.replaceAll('-', '')).toBe(day.day);
      }),
      { numRuns: 300 },
    );
  });
});

describe('periods', () => {
  it('are the day, Monday to Sunday, and the month', () => {
    expect(totalsPeriod(at('2026-03-01T12:00Z'), 'Europe/Berlin')).toEqual({
      day: '20260301',
      weekFrom: '20260223',
      weekTo: '20260301',
      monthFrom: '20260301',
      monthTo: '20260331',
    });
    expect(totalsPeriod(at('2027-01-01T12:00Z'), 'UTC')).toMatchObject({ weekFrom: '20261228', weekTo: '20270103' });
    expect(totalsPeriod(at('2024-02-10T12:00Z'), 'UTC').monthTo).toBe('20240229');
  });

  it('have weeks from the day that the space says', () => {
    const week = (day: string) => {
      const { weekFrom, weekTo } = totalsPeriodOf(day, 'sunday');
      return [weekFrom, weekTo];
    };
    // 2026-03-01 is a Sunday.
    expect(week('20260301')).toEqual(['20260301', '20260307']);
    expect(week('20260307')).toEqual(['20260301', '20260307']);
    expect(week('20260228')).toEqual(['20260222', '20260228']);
    expect(totalsPeriodOf('20260301').weekTo).toBe('20260301');
    expect(totalsPeriod(at('2026-03-01T02:00Z'), 'UTC', 240, 'sunday').weekTo).toBe('20260228');
  });

  it('are those of the zone', () => {
    const newYear = at('2026-12-31T23:30Z');
    expect(totalsPeriod(newYear, 'UTC').day).toBe('20261231');
    expect(totalsPeriod(newYear, 'Europe/Berlin').monthFrom).toBe('20270101');
  });

  it('hold their day, and every day is in one week only', () => {
    fc.assert(
      fc.property(moment, zone, fc.constantFrom('monday', 'sunday'), (ms, name, weekStart) => {
        const period = totalsPeriod(ms, name, 0, weekStart);
        const { day, weekFrom, weekTo, monthFrom, monthTo } = period;
        expect(weekFrom <= day && day <= weekTo && monthFrom <= day && day <= monthTo).toBe(true);
        expect(addDays(weekFrom, 6)).toBe(weekTo);
        expect(new Date(`${weekFrom.slice(0, 4)}-${weekFrom.slice(4, 6)}-${weekFrom.slice(6)}T00:00Z`).getUTCDay()).toBe(
          weekStart === 'monday' ? 1 : 0,
        );
        expect(addDays(monthTo, 1).endsWith('01') && monthFrom.endsWith('01')).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

it('refuses a zone that nobody knows', () => {
  expect(() => dayOf(0, 'Europe/Atlantis')).toThrow(RangeError);
});
