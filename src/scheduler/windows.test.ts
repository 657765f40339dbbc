import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import type { WorkSpan } from './options.js';
import { workWindows } from './windows.js';

const hour = (from: number, to: number): WorkSpan => ({ from: from * 60, to: to * 60 });
const shown = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' });
const windows = (zone: string, from: string, hours: WorkSpan, count = 1): string[] =>
  workWindows({ zone, days: Array.from({ length: 7 }, () => [hours]) }, Temporal.Instant.from(from).epochMilliseconds, count).map(
    ({ start, end }) => `${shown(start, zone)} to ${shown(end, zone)} ${(end - start) / 3_600_000} h`,
  );

it.each([
  // The clocks jump from 2 to 3.
  ['Europe/Berlin', '2026-03-28T12:00+01:00', hour(22, 30), ['2026-03-28T22:00+01:00 to 2026-03-29T06:00+02:00 7 h']],
  ['Europe/Berlin', '2026-03-29T01:00+01:00', hour(2.5, 6), ['2026-03-29T03:00+02:00 to 2026-03-29T06:00+02:00 3 h']],
  ['Europe/Berlin', '2026-03-29T00:00+01:00', hour(0, 2.5), ['2026-03-29T00:00+01:00 to 2026-03-29T03:00+02:00 2 h']],
  ['Europe/Berlin', '2026-03-29T00:00+01:00', hour(2.25, 2.75), []],
  // They are put back from 3 to 2.
  ['Europe/Berlin', '2026-10-24T12:00+02:00', hour(22, 30), ['2026-10-24T22:00+02:00 to 2026-10-25T06:00+01:00 9 h']],
  ['Europe/Berlin', '2026-10-25T00:00+02:00', hour(2.5, 6), ['2026-10-25T02:30+01:00 to 2026-10-25T06:00+01:00 3.5 h']],
  ['Europe/Berlin', '2026-10-25T00:00+02:00', hour(0, 2.5), ['2026-10-25T00:00+02:00 to 2026-10-25T02:30+02:00 2.5 h']],
  ['Europe/Berlin', '2026-10-25T00:00+02:00', hour(2.25, 2.75), ['2026-10-25T02:15+02:00 to 2026-10-25T02:45+02:00 0.5 h']],
  // Half an hour, and at midnight.
  ['Australia/Lord_Howe', '2026-10-03T20:00+10:30', hour(22, 30), ['2026-10-03T22:00+10:30 to 2026-10-04T06:00+11:00 7.5 h']],
  ['Australia/Lord_Howe', '2026-04-04T20:00+11:00', hour(22, 30), ['2026-04-04T22:00+11:00 to 2026-04-05T06:00+10:30 8.5 h']],
  ['America/Havana', '2026-03-08T00:59-05:00', hour(0, 8), ['2026-03-08T01:00-04:00 to 2026-03-08T08:00-04:00 7 h']],
])('%s at %s: %o is %o', (zone, from, hours, expected) => {
  expect(windows(zone, from, hours)).toEqual(expected);
});

it('begins with what is left of the day before, and ends with the last day', () => {
  expect(windows('Europe/Berlin', '2026-12-07T03:00+01:00', hour(22, 30))).toEqual([
    '2026-12-06T22:00+01:00 to 2026-12-07T06:00+01:00 8 h',
    '2026-12-07T22:00+01:00 to 2026-12-08T06:00+01:00 8 h',
  ]);
});

it('a day that a zone has left out has no hours', () => {
  const starts = windows('Pacific/Apia', '2011-12-29T12:00-10:00', hour(9, 17), 3).map((window) => window.slice(0, 10));
  expect(starts).toEqual(['2011-12-29', '2011-12-31']);
});

it('hours of two days do not overlap', () => {
  const days = Array.from({ length: 7 }, () => [hour(0, 8), hour(22, 30)]);
  const now = Date.UTC(2026, 11, 7);
  expect(
    workWindows({ zone: 'UTC', days }, now, 1).map(({ start, end }) => [(start - now) / 3_600_000, (end - now) / 3_600_000]),
  ).toEqual([
    [-2, 6],
    [6, 8],
    [22, 30],
  ]);
});
