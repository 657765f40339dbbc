import { expect, it } from 'vitest';
import { dayOf } from './calendar.js';
import { isTimeZone } from './time-zone.js';

const OTHERS = ['UTC', 'Etc/GMT+2', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'europe/berlin', 'EST5EDT'];

it('takes every zone that the runtime knows, and days can be computed in it', () => {
  const zones = [...Intl.supportedValuesOf('timeZone'), ...OTHERS];
  expect(zones.length).toBeGreaterThan(300);
  for (const zone of zones) {
    expect(isTimeZone(zone), zone).toBe(true);
    expect(dayOf(Date.UTC(2026, 0, 1, 12), zone), zone).toMatch(/^2026010[12]$/);
  }
});

it.each(['', '+02:00', '-0530', '+02', 'UTC+2', 'Europe/Atlantis', 'Berlin', '../etc', 'Europe/Berlin ', 'T00:00Z', 'GMT+02:00'])(
  'refuses %j, on every runtime',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);
