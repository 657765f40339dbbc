import { expect, it } from 'vitest';
import { isLogging, placeOf, withPlaces } from './activity-log.js';
import { channelId } from './ids.js';

const [COMMON, OWN] = [channelId('1'), channelId('2')];

it('tells each kind in its own channel, else in the common one, else nowhere', () => {
  const places = { clockIn: OWN, pause: 'off' } as const;
  expect(placeOf('clockIn', places, COMMON)).toBe(OWN);
  expect(placeOf('pause', places, COMMON)).toBeNull();
  expect(placeOf('clockOut', places, COMMON)).toBe(COMMON);
  expect(placeOf('clockOut', places, null)).toBeNull();
  expect([isLogging(places, null), isLogging({ pause: 'off' }, null), isLogging({}, null)]).toEqual([true, false, false]);
});

it('moves kinds, and is the same when nothing changes', () => {
  const one = withPlaces({}, ['clockIn', 'pause'], OWN);
  expect(one).toEqual({ clockIn: OWN, pause: OWN });
  expect(withPlaces(one, ['pause'], OWN)).toBe(one);
  expect(withPlaces(one, ['pause'], 'off')).toEqual({ clockIn: OWN, pause: 'off' });
  expect(withPlaces(one, ['pause', 'resume'], null)).toEqual({ clockIn: OWN });
});
