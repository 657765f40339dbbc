import { describe, expect, it } from 'vitest';
import { groupsOf, runsFrom, type OnClock } from './groups.js';

const on = (user: string, change: Partial<OnClock> = {}): OnClock => ({
  user,
  session: null,
  since: '2026-03-09T08:00:00.000Z',
  category: 'work',
  pausedSince: null,
  effectiveSeconds: 60,
  ...change,
});

describe('who is on the clock', () => {
  it('stands by category in their order, the longest first', () => {
    const groups = groupsOf(
      [on('1', { since: '2026-03-09T09:00:00.000Z' }), on('2'), on('3', { category: 'gone' }), on('4', { category: 'support' })],
      ['support', 'work'],
    );
    expect(groups.map(({ category, members }) => [category, members.map(({ user }) => user)])).toEqual([
      ['support', ['4']],
      ['work', ['2', '1']],
      ['gone', ['3']],
    ]);
  });

  it('is one group where only the presence is seen', () => {
    const hidden = { category: null, effectiveSeconds: null };
    expect(groupsOf([on('1', hidden), on('2', hidden)], ['work'])).toHaveLength(1);
  });

  it('runs from when what counts would have begun without breaks', () => {
    const answered = Date.parse('2026-03-09T10:00:00.000Z');
    expect(runsFrom(on('1', { effectiveSeconds: 3600 }), answered)).toBe(answered - 3_600_000);
    expect(runsFrom(on('1', { effectiveSeconds: null }), answered)).toBe(Date.parse('2026-03-09T08:00:00.000Z'));
    expect(runsFrom(on('1', { pausedSince: '2026-03-09T09:00:00.000Z' }), answered)).toBeNull();
  });
});
