import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parseDue } from './due.js';

const ZONE = 'Europe/Berlin';
/** A Wednesday. */
const now = Temporal.ZonedDateTime.from(`2026-12-02T14:00[${ZONE}]`).epochMilliseconds;
const read = (text: string, locale = 'en'): unknown => {
  const due = parseDue(text, { now, zone: ZONE, locale });
  if (!due.ok) return due.error.code;
  if (due.value.kind === 'day') return due.value.day;
  return Temporal.Instant.fromEpochMilliseconds(due.value.at)
    .toZonedDateTimeISO(ZONE)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
};

describe('when something has to be done', () => {
  it.each([
    ['today', '20261202'],
    ['tomorrow', '20261203'],
    ['morgen', '20261203'],
    ['friday', '20261204'],
    ['by Friday', '20261204'],
    ['bis zum Freitag', '20261204'],
    ['wednesday', '20261202'],
    ['Tuesday', '20261208'],
    ['next tuesday', '20261208'],
    ['nächsten Mittwoch', '20261209'],
    ['24.12.', '20261224'],
    ['31.3.', '20270331'],
    ['31 March', '20270331'],
    ['2026-12-24', '20261224'],
    ['2026-11-24', '20261124'],
    ['yesterday', '20261201'],
    ['last friday', '20261127'],
  ])('%s is the day %s', (text, day) => {
    expect(read(text)).toBe(day);
  });

  it.each([
    ['friday 15:00', '2026-12-04T15:00'],
    ['3pm friday', '2026-12-04T15:00'],
    ['Montag um 9 Uhr', '2026-12-07T09:00'],
    ['morgen 9:30', '2026-12-03T09:30'],
    ['31.3. um 10', '2027-03-31T10:00'],
    ['18:00', '2026-12-02T18:00'],
    ['9:00', '2026-12-03T09:00'],
    ['in 3 hours', '2026-12-02T17:00'],
    ['2026-12-24 12:00', '2026-12-24T12:00'],
  ])('%s is the moment %s', (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  it.each([
    ['', 'DUE_INVALID'],
    ['whenever', 'DUE_INVALID'],
    ['30.2.', 'DUE_INVALID'],
    ['28.3.2027 02:30', 'TIME_SKIPPED'],
  ])('%s is none: %s', (text, code) => {
    expect(read(text)).toBe(code);
  });
});
