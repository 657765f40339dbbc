import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clampEventTime, snowflakeTime } from './snowflake.js';

it('reads the moment out of an id', () => {
  // The example of Discord's reference.
  expect(new Date(snowflakeTime('175928847299117063')).toISOString()).toBe('2016-04-30T11:18:25.796Z');
  expect(() => snowflakeTime('abc')).toThrow(SyntaxError);
});

it('reads every moment to the ms', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 42 - 1 }), fc.integer({ min: 0, max: 2 ** 22 - 1 }), (ms, rest) => {
      const id = (BigInt(ms) << 22n) | BigInt(rest);
      expect(snowflakeTime(id.toString())).toBe(ms + 1_420_070_400_000);
    }),
  );
});

it('keeps an event within 15 minutes of our clock', () => {
  const now = 1_767_603_600_000;
  const tolerance = 15 * 60_000;
  expect(clampEventTime(now - 1000, now)).toBe(now - 1000);
  expect(clampEventTime(now + 1000, now)).toBe(now + 1000);
  expect(clampEventTime(0, now)).toBe(now - tolerance);
  expect(clampEventTime(now * 2, now)).toBe(now + tolerance);
});
