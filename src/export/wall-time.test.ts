import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { isoIn, offsetAt, wallText } from './wall-time.js';

const ZONES = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Africa/Monrovia', 'UTC'];

describe('a moment by the clocks of a zone', () => {
  it('is that of the calendar, also on days on which they are put forward or back', () => {
    const change = Date.UTC(2026, 9, 25, 1);
    const moment = fc.oneof(
      fc.integer({ min: -2_000_000_000_000, max: 4e12 }),
      fc.integer({ min: change - 9e7, max: change + 9e7 }),
    );
    fc.assert(
      fc.property(moment, fc.constantFrom(...ZONES), (ms, zone) => {
        const exact = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
        expect(offsetAt(ms, zone)).toBe(exact.offsetNanoseconds / 1_000_000);
        expect(isoIn(ms, zone).slice(0, 23)).toBe(exact.toPlainDateTime().toString({ fractionalSecondDigits: 3 }));
        expect(wallText(ms + offsetAt(ms, zone))).toBe(
          exact.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' '),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('says how far they are from UTC', () => {
    expect(isoIn(Date.UTC(2026, 9, 25, 0, 30), 'Europe/Berlin')).toBe('2026-10-25T02:30:00.000+02:00');
    expect(isoIn(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Berlin')).toBe('2026-10-25T02:30:00.000+01:00');
    expect(isoIn(Date.UTC(1970, 0, 1), 'Africa/Monrovia')).toBe('1969-12-31T23:15:30.000-00:44:30');
  });
});
