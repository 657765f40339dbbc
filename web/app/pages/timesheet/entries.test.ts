import { describe, expect, it } from 'vitest';
import type { Entry } from '../../core/contract.js';
import { conflictOf, NEW } from './conflicts.js';
import { withActive, withEntry, without } from './entries.js';

const at = (iso: string): number => Date.parse(iso);
const entry = (id: string, start: string, end: string | null, more: Partial<Entry> = {}): Entry => ({
  id,
  category: 'c1',
  status: end === null ? 'RUNNING' : 'ENDED_UNCONFIRMED',
  note: null,
  start,
  end,
  breaks: [],
  pausedSince: null,
  overrideSeconds: null,
  effectiveSeconds: 0,
  pausedSeconds: 0,
  endReason: null,
  version: '1',
  ...more,
});
const RANGE = { from: at('2026-06-01T00:00Z'), to: at('2026-06-08T00:00Z') };
const A = entry('a', '2026-06-01T08:00Z', '2026-06-01T10:00Z');
const B = entry('b', '2026-06-02T08:00Z', '2026-06-02T10:00Z');
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);

describe('the entries of a week', () => {
  it('take a new one into its place, and a changed one into its new place', () => {
    expect(ids(withEntry([A, B], entry('c', '2026-06-01T12:00Z', '2026-06-01T13:00Z'), RANGE))).toEqual(['a', 'c', 'b']);
    const moved = entry('a', '2026-06-03T08:00Z', '2026-06-03T10:00Z', { version: '2' });
    expect(withEntry([A, B], moved, RANGE)).toEqual([B, moved]);
  });

  it('lose one that was moved out of the week, and one that is gone', () => {
    expect(ids(withEntry([A, B], entry('a', '2026-05-30T08:00Z', '2026-05-30T10:00Z'), RANGE))).toEqual(['b']);
    expect(ids(without([A, B], 'b'))).toEqual(['a']);
  });

  it('show what runs once, as it is now, and not what ran a moment ago', () => {
    const running = entry('r', '2026-06-02T12:00Z', null);
    expect(ids(withActive([A, running], null, RANGE))).toEqual(['a']);
    expect(ids(withActive([A], running, RANGE))).toEqual(['a', 'r']);
    const noted = { ...running, note: 'now' };
    expect(withActive([A, running], noted, RANGE)).toEqual([A, noted]);
    expect(ids(withActive([A], running, { from: at('2026-05-01T00:00Z'), to: at('2026-05-08T00:00Z') }))).toEqual(['a']);
  });
});

describe('a conflict', () => {
  const times = { start: at('2026-06-01T09:00Z'), end: at('2026-06-01T11:00Z'), breaks: [] };

  it('is time that another entry counts, with ways out', () => {
    expect(conflictOf(NEW, times, [B, A], 0)).toMatchObject({
      other: { id: 'a' },
      from: at('2026-06-01T09:00Z'),
      to: at('2026-06-01T10:00Z'),
      ways: { startAt: at('2026-06-01T10:00Z'), endAt: null },
    });
  });

  it('is none with itself, in a break of the other, or where they only touch', () => {
    expect(conflictOf('a', times, [A], 0)).toBeNull();
    const onBreak = { ...A, breaks: [{ start: '2026-06-01T09:00Z', end: '2026-06-01T10:00Z' }] };
    expect(conflictOf(NEW, times, [onBreak], 0)).toBeNull();
    expect(conflictOf(NEW, { ...times, start: at('2026-06-01T10:00Z') }, [A], 0)).toBeNull();
  });

  it('is one with what runs, as far as it has come', () => {
    const running = entry('r', '2026-06-01T08:00Z', null);
    expect(conflictOf(NEW, times, [running], at('2026-06-01T08:30Z'))).toBeNull();
    expect(conflictOf(NEW, times, [running], at('2026-06-01T10:00Z'))).not.toBeNull();
  });
});
