import { describe, expect, it } from 'vitest';
import { clockMinutes, clockText, durationMinutes } from './value-text.js';

describe('typed values of settings', () => {
  it.each([
    ['4:30', 270],
    ['04:30', 270],
    ['4', 240],
    ['0:00', 0],
    ['24:00', null],
    ['4:60', null],
    ['', null],
  ])('%s is %s minutes after midnight', (text, minutes) => {
    expect(clockMinutes(text)).toBe(minutes);
  });

  it('writes clock times so that they are read back', () => {
    for (const minutes of [0, 5, 270, 1439]) expect(clockMinutes(clockText(minutes))).toBe(minutes);
  });

  it('reads lengths of time as Discord does, in whole minutes', () => {
    expect(['90', '1h 30m', '1:30', '30s', 'soon'].map(durationMinutes)).toEqual([90, 90, 90, null, null]);
  });
});
