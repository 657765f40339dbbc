import { describe, expect, it } from 'vitest';
import { account } from './accounting.js';
import { addDays, localDay, startOfDay, totalsPeriod } from './calendar.js';
import { midnightsOf } from './counting.js';
import { splitByDay } from './day-split.js';
import { categoryId, sessionId } from './ids.js';
import type { Session } from './session.js';
import { parseTypedTime } from './typed/time.js';

const HOUR = 3_600_000;
const at = (iso: string): number => Date.parse(iso);
/** `20260329` -> `2026-03-29` */
const dashed = (day: string): string => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
const hours = (shares: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...shares].map(([day, ms]) => [day, ms / HOUR]));

/**
 * A change of the clocks. `walls` are times of day that do not exist then (with the neighbours that a refusal names) or exist twice. The entry lasts
 * from 22:00 on the evening before to 06:00 by the clocks; `first` and `second` are its hours before and after the start of the new day, at midnight
 * and at four o'clock.
 */
interface Change {
  readonly zone: string;
  readonly what: string;
  readonly walls: Readonly<Record<string, readonly [string, string]>>;
  readonly kind: 'skipped' | 'twice';
  readonly entry: readonly [string, string];
  readonly days: readonly [string, string];
  readonly midnight: readonly [number, number];
  readonly four: readonly [number, number];
  /** Hours of the day that holds the change, when days begin at midnight, and at four. */
  readonly lengths: readonly [day: string, midnight: number, fourDay: string, four: number];
}

const CHANGES: readonly Change[] = [
  {
    zone: 'Europe/Berlin',
    what: 'spring',
    kind: 'skipped',
    walls: {
      '2026-03-29 02:00': ['2026-03-29T01:59+01:00', '2026-03-29T03:00+02:00'],
      '2026-03-29 02:59': ['2026-03-29T01:59+01:00', '2026-03-29T03:00+02:00'],
    },
    entry: ['2026-03-28T22:00+01:00', '2026-03-29T06:00+02:00'],
    days: ['20260328', '20260329'],
    midnight: [2, 5],
    four: [5, 2],
    lengths: ['20260329', 23, '20260328', 23],
  },
  {
    zone: 'Europe/Berlin',
    what: 'autumn',
    kind: 'twice',
    walls: { '2026-10-25 02:00': ['2026-10-25T02:00+02:00', '2026-10-25T02:00+01:00'] },
    entry: ['2026-10-24T22:00+02:00', '2026-10-25T06:00+01:00'],
    days: ['20261024', '20261025'],
    midnight: [2, 7],
    four: [7, 2],
    lengths: ['20261025', 25, '20261024', 25],
  },
  {
    zone: 'America/New_York',
    what: 'spring',
    kind: 'skipped',
    walls: { '2026-03-08 02:30': ['2026-03-08T01:59-05:00', '2026-03-08T03:00-04:00'] },
    entry: ['2026-03-07T22:00-05:00', '2026-03-08T06:00-04:00'],
    days: ['20260307', '20260308'],
    midnight: [2, 5],
    four: [5, 2],
    lengths: ['20260308', 23, '20260307', 23],
  },
  {
    zone: 'America/New_York',
    what: 'autumn',
    kind: 'twice',
    walls: { '2026-11-01 01:30': ['2026-11-01T01:30-04:00', '2026-11-01T01:30-05:00'] },
    entry: ['2026-10-31T22:00-04:00', '2026-11-01T06:00-05:00'],
    days: ['20261031', '20261101'],
    midnight: [2, 7],
    four: [7, 2],
    lengths: ['20261101', 25, '20261031', 25],
  },
  {
    zone: 'Australia/Lord_Howe',
    what: 'autumn, by half an hour',
    kind: 'twice',
    walls: { '2026-04-05 01:45': ['2026-04-05T01:45+11:00', '2026-04-05T01:45+10:30'] },
    entry: ['2026-04-04T22:00+11:00', '2026-04-05T06:00+10:30'],
    days: ['20260404', '20260405'],
    midnight: [2, 6.5],
    four: [6.5, 2],
    lengths: ['20260405', 24.5, '20260404', 24.5],
  },
  {
    zone: 'Australia/Lord_Howe',
    what: 'spring, by half an hour',
    kind: 'skipped',
    walls: { '2026-10-04 02:15': ['2026-10-04T01:59+10:30', '2026-10-04T02:30+11:00'] },
    entry: ['2026-10-03T22:00+10:30', '2026-10-04T06:00+11:00'],
    days: ['20261003', '20261004'],
    midnight: [2, 5.5],
    four: [5.5, 2],
    lengths: ['20261004', 23.5, '20261003', 23.5],
  },
  {
    zone: 'Asia/Kathmandu',
    what: 'a quarter of an hour at midnight, 1986',
    kind: 'skipped',
    walls: { '1986-01-01 00:10': ['1985-12-31T23:59+05:30', '1986-01-01T00:15+05:45'] },
    entry: ['1985-12-31T22:00+05:30', '1986-01-01T06:00+05:45'],
    days: ['19851231', '19860101'],
    midnight: [2, 5.75],
    four: [5.75, 2],
    lengths: ['19860101', 23.75, '19851231', 23.75],
  },
  {
    zone: 'Pacific/Apia',
    what: 'without the 30th of December 2011',
    kind: 'skipped',
    walls: {
      '2011-12-30 00:00': ['2011-12-29T23:59-10:00', '2011-12-31T00:00+14:00'],
      '2011-12-30 12:00': ['2011-12-29T23:59-10:00', '2011-12-31T00:00+14:00'],
    },
    entry: ['2011-12-29T22:00-10:00', '2011-12-31T06:00+14:00'],
    days: ['20111229', '20111231'],
    midnight: [2, 6],
    four: [6, 2],
    lengths: ['20111229', 24, '20111229', 24],
  },
  {
    zone: 'Africa/Cairo',
    what: 'spring, at midnight',
    kind: 'skipped',
    walls: { '2026-04-24 00:30': ['2026-04-23T23:59+02:00', '2026-04-24T01:00+03:00'] },
    entry: ['2026-04-23T22:00+02:00', '2026-04-24T06:00+03:00'],
    days: ['20260423', '20260424'],
    midnight: [2, 5],
    four: [5, 2],
    lengths: ['20260424', 23, '20260423', 23],
  },
  {
    zone: 'Africa/Cairo',
    what: 'autumn, at midnight',
    kind: 'twice',
    walls: { '2026-10-29 23:30': ['2026-10-29T23:30+03:00', '2026-10-29T23:30+02:00'] },
    entry: ['2026-10-29T22:00+03:00', '2026-10-30T06:00+02:00'],
    days: ['20261029', '20261030'],
    midnight: [3, 6],
    four: [7, 2],
    lengths: ['20261029', 25, '20261029', 25],
  },
  {
    zone: 'America/Santiago',
    what: 'autumn, at midnight',
    kind: 'twice',
    walls: { '2026-04-04 23:30': ['2026-04-04T23:30-03:00', '2026-04-04T23:30-04:00'] },
    entry: ['2026-04-04T22:00-03:00', '2026-04-05T06:00-04:00'],
    days: ['20260404', '20260405'],
    midnight: [3, 6],
    four: [7, 2],
    lengths: ['20260404', 25, '20260404', 25],
  },
  {
    zone: 'America/Santiago',
    what: 'spring, at midnight',
    kind: 'skipped',
    walls: { '2026-09-06 00:30': ['2026-09-05T23:59-04:00', '2026-09-06T01:00-03:00'] },
    entry: ['2026-09-05T22:00-04:00', '2026-09-06T06:00-03:00'],
    days: ['20260905', '20260906'],
    midnight: [2, 5],
    four: [5, 2],
    lengths: ['20260906', 23, '20260905', 23],
  },
];

const entryOf = ({ entry: [from, to] }: Change): Session => ({
  id: sessionId('s'),
  category: categoryId('work'),
  status: 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: at(from),
  pauses: [],
  pausedSince: null,
  endedAt: at(to),
  endReason: 'member',
  overrideMs: null,
  counting: null,
});

describe.each(CHANGES)('$zone: $what', (change) => {
  const { zone, kind, walls, days, midnight, four, lengths } = change;

  it('asks for, or refuses, the times of day that are not once', () => {
    for (const [typed, [first, second]] of Object.entries(walls)) {
      const found = parseTypedTime(typed, { now: at('2026-12-01T12:00Z'), zone, locale: 'en-GB' });
      expect(found, typed).toEqual(
        kind === 'twice'
          ? { ok: true, value: { kind, first: at(first), second: at(second) } }
          : { ok: false, error: { code: 'TIME_SKIPPED', params: { before: at(first), after: at(second) } } },
      );
    }
  });

  it('has a day that is shorter or longer', () => {
    const noon = (day: string): number => localDay(at(`${dashed(day)}T12:00Z`), zone).start;
    const [day, length, fourDay, fourLength] = lengths;
    const whole = localDay(noon(day) + 6 * HOUR, zone);
    expect([whole.day, (whole.end - whole.start) / HOUR]).toEqual([day, length]);
    const from4 = localDay(noon(fourDay) + 6 * HOUR, zone, 240);
    expect([from4.day, (from4.end - from4.start) / HOUR]).toEqual([fourDay, fourLength]);
  });

  it.each([
    [0, 'split', midnight],
    [240, 'split', four],
    [0, 'start', [midnight[0] + midnight[1]]],
    [240, 'start', [four[0] + four[1]]],
  ] as const)('books a night with days from minute %d, %s', (dayStart, boundary, expected) => {
    const counting = { zone, dayStart, boundary };
    const entry = { ...entryOf(change), counting };
    const shares: readonly number[] = expected;
    const wanted = Object.fromEntries(shares.map((share, index): [string, number] => [days[index] ?? '', share]));
    expect(hours(splitByDay(entry, counting))).toEqual(wanted);
    // It leaves exactly the days that it was booked on, however the space counts by then.
    const booked = account([{ before: null, after: entry }], counting).days;
    expect(Object.fromEntries(booked.map(({ day, ms }) => [day, ms / HOUR]))).toEqual(wanted);
    const taken = account([{ before: entry, after: null }], midnightsOf('UTC')).days;
    expect(Object.fromEntries(taken.map(({ day, ms }) => [day, -ms / HOUR]))).toEqual(wanted);
  });

  it.each([
    ['monday', 1],
    ['sunday', 0],
  ] as const)('lies in weeks that begin on %s and hold the hours of seven days', (weekStart, weekday) => {
    for (const [day, dayStart, length] of [
      [lengths[0], 0, lengths[1]],
      [lengths[2], 240, lengths[3]],
    ] as const) {
      const inside = localDay(at(`${dashed(day)}T12:00Z`), zone).start + 6 * HOUR;
      const { weekFrom, weekTo } = totalsPeriod(inside, zone, dayStart, weekStart);
      expect(weekFrom <= day && day <= weekTo).toBe(true);
      expect(new Date(at(`${dashed(weekFrom)}T00:00Z`)).getUTCDay()).toBe(weekday);
      expect(addDays(weekFrom, 6)).toBe(weekTo);
      const starts = Array.from({ length: 8 }, (_, days) => startOfDay(addDays(weekFrom, days), zone, dayStart));
      // Apia's week has only six days, and each of them is whole.
      const missing = zone === 'Pacific/Apia' ? 24 : 0;
      expect(((starts.at(-1) ?? 0) - (starts[0] ?? 0)) / HOUR).toBe(7 * 24 + length - 24 - missing);
    }
  });
});
