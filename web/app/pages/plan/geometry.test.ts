import { expect, it } from 'vitest';
import { hoursOf, momentAt, movedBy, placesOf } from './geometry.js';

const ZONE = 'Europe/Berlin';
const at = (text: string): number => Date.parse(text);

it('places a stretch on the days that it touches', () => {
  expect(placesOf(at('2026-12-07T09:00+01:00'), at('2026-12-07T10:30+01:00'), ZONE)).toEqual([
    { day: '20261207', from: 540, to: 630 },
  ]);
  expect(placesOf(at('2026-12-07T22:00+01:00'), at('2026-12-08T06:00+01:00'), ZONE)).toEqual([
    { day: '20261207', from: 1320, to: 1440 },
    { day: '20261208', from: 0, to: 360 },
  ]);
  // The clocks show 2:45 and then 2:00 again.
  expect(placesOf(at('2026-10-25T02:45+02:00'), at('2026-10-25T02:15+01:00'), ZONE)).toEqual([
    { day: '20261025', from: 165, to: 180 },
  ]);
});

it('finds the moment of a place, in steps and within the day', () => {
  expect(momentAt('20261207', 547, ZONE)).toBe(at('2026-12-07T09:00+01:00'));
  expect(momentAt('20261207', -50, ZONE)).toBe(at('2026-12-07T00:00+01:00'));
  expect(momentAt('20261207', 2000, ZONE)).toBe(at('2026-12-07T23:45+01:00'));
  expect(momentAt('20260329', 150, ZONE)).toBe(at('2026-03-29T03:30+02:00'));
});

it('moves by the clocks', () => {
  expect(movedBy(at('2026-10-24T09:00+02:00'), 1, 15, ZONE)).toBe(at('2026-10-25T09:15+01:00'));
});

it('shows the usual hours and those in which there is something', () => {
  expect(hoursOf([])).toEqual({ first: 8, last: 18 });
  expect(hoursOf([{ day: '20261207', from: 400, to: 1210 }])).toEqual({ first: 6, last: 21 });
});
