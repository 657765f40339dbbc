import { expect, it } from 'vitest';
import { readUntil } from './until.js';

/** Monday, 12:00 in Berlin. */
const now = Date.UTC(2026, 10, 30, 11);
const context = { now, zone: 'Europe/Berlin', locale: 'de' };
const HOUR = 3_600_000;

it.each([
  ['3d', now + 72 * HOUR],
  ['12h', now + 12 * HOUR],
  ['2 Stunden', now + 2 * HOUR],
  ['14:30', now + 2.5 * HOUR],
  ['9:30', now + 21.5 * HOUR],
  ['2026-12-31 18:00', Date.UTC(2026, 11, 31, 17)],
  ['31.12. um 18', Date.UTC(2026, 11, 31, 17)],
  ['nächsten Freitag 9:00', Date.UTC(2026, 11, 4, 8)],
])('%s lies ahead', (input, at) => {
  expect(readUntil(input, context)).toEqual({ ok: true, value: at });
});

it.each([
  ['yesterday 9:30', 'UNTIL_PAST'],
  ['0m', 'UNTIL_PAST'],
  ['soon', 'UNTIL_INVALID'],
  ['2027-03-28 02:30', 'TIME_SKIPPED'],
])('%s does not', (input, code) => {
  expect(readUntil(input, context)).toMatchObject({ ok: false, error: { code } });
});
