import { expect, it } from 'vitest';
import { parsePlannedDay } from './planned-day.js';

/** A Tuesday. */
const TODAY = '20261201';

it.each([
  ['today', '20261201'],
  ['morgen', '20261202'],
  ['tue', '20261201'],
  ['Freitag', '20261204'],
  ['last Friday', '20261127'],
  ['next Tuesday', '20261208'],
  ['24.12.', '20261224'],
  ['1.8.', '20270801'],
  ['1 August', '20270801'],
  // Somebody who was ill writes it down afterwards.
  ['28.11.', '20261128'],
  ['vor 3 Tagen', '20261128'],
  ['28.11.2025', '20251128'],
  ['2027-02-28', '20270228'],
])('%s is %s', (typed, day) => expect(parsePlannedDay(typed, TODAY, 'de')).toEqual({ ok: true, value: day }));

it.each(['', 'soon', '31.2.', '2027-02-29', '12', '9:30', '1.1.2101', 'x'.repeat(100)])('"%s" is no day', (typed) =>
  expect(parsePlannedDay(typed, TODAY, 'de')).toMatchObject({ ok: false, error: { code: 'DAY_INVALID' } }),
);
