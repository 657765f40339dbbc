import { describe, expect, it } from 'vitest';
import { CHANGES, type Change } from '../../test/support/zone-changes.js';
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
