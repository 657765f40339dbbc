import { describe, expect, it } from 'vitest';
import type { Shown } from './contract.js';
import { differences } from './differences.js';

const entry = (change: Partial<Shown> = {}): Shown => ({
  id: 'e1',
  category: 'work',
  status: 'ENDED_UNCONFIRMED',
  note: null,
  start: '2026-03-09T08:00:00.000Z',
  end: '2026-03-09T10:00:00.000Z',
  breaks: [],
  pausedSince: null,
  overrideSeconds: null,
  effectiveSeconds: 7200,
  pausedSeconds: 0,
  endReason: null,
  ...change,
});
const changed = (before: Shown | null, after: Shown | null) =>
  differences(before, after)
    .filter(({ isChanged }) => isChanged)
    .map(({ part }) => part);

describe('before and after', () => {
  it('marks what is different', () => {
    expect(changed(entry(), entry({ end: '2026-03-09T11:00:00.000Z', effectiveSeconds: 10_800 }))).toEqual(['end', 'counted']);
    expect(changed(entry(), entry({ note: 'ticket 7' }))).toEqual(['note']);
  });

  it('takes the same moment in another zone for the same', () => {
    expect(changed(entry(), entry({ start: '2026-03-09T09:00:00.000+01:00' }))).toEqual([]);
  });

  it('marks nothing of what is new or goes away', () => {
    expect(changed(null, entry())).toEqual([]);
    expect(changed(entry(), null)).toEqual([]);
  });

  it('leaves out breaks and notes that are nowhere', () => {
    const parts = (before: Shown | null, after: Shown | null) => differences(before, after).map(({ part }) => part);
    expect(parts(entry(), entry())).toEqual(['category', 'start', 'end', 'counted']);
    const pause = { start: '2026-03-09T09:00:00.000Z', end: '2026-03-09T09:10:00.000Z' };
    expect(parts(entry({ breaks: [pause] }), entry())).toContain('breaks');
  });
});
