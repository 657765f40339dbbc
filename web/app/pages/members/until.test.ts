import { describe, expect, it } from 'vitest';
import { untilOf } from './until.js';

const now = Date.parse('2026-03-09T08:00:00.000Z');

describe('how long a suspension lasts', () => {
  it('is open, a number of days, or until a moment in the zone of the reader', () => {
    expect(untilOf({ kind: 'open' }, now, 'UTC')).toBeNull();
    expect(untilOf({ kind: 'span', span: '3d' }, now, 'UTC')).toBe('2026-03-12T08:00:00.000Z');
    expect(untilOf({ kind: 'moment', day: '2026-04-01', time: '20:15' }, now, 'Europe/Berlin')).toBe('2026-04-01T18:15:00.000Z');
  });

  it('is not known when what was typed is no time', () => {
    expect(untilOf({ kind: 'moment', day: '2026-04-01', time: 'soon' }, now, 'UTC')).toBeUndefined();
    expect(untilOf({ kind: 'moment', day: '', time: '20:15' }, now, 'UTC')).toBeUndefined();
  });
});
