import { describe, expect, it } from 'vitest';
import { createIds } from './ids.js';

const clockAt = (times: number[]) => ({ now: () => times.shift() ?? 0 });

describe('createIds', () => {
  it('makes ids that sort in the order of their making, also when the clock stands still or steps back', () => {
    const times = [1_000, 1_000, 1_000, 900, 2_000, 1_500];
    const ids = createIds(clockAt([...times]));
    const made = times.map(() => ids.next());
    expect([...made].sort()).toEqual(made);
    expect(new Set(made).size).toBe(made.length);
  });

  it('makes 100,000 different ones within one millisecond, in order', () => {
    const ids = createIds({ now: () => 1_700_000_000_000 });
    const made = Array.from({ length: 100_000 }, () => ids.next());
    expect(new Set(made).size).toBe(made.length);
    expect([...made].sort()).toEqual(made);
  });

  it('keeps to 32 URL-safe characters', () => {
    expect(createIds({ now: () => 8.6e15 }).next()).toMatch(/^[0-9A-Z]{26}$/);
  });

  it('makes references that can be read out', () => {
    expect(createIds({ now: () => 0 }).reference()).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  });
});
