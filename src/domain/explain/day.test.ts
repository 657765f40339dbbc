import { describe, expect, it } from 'vitest';
import { midnightsOf } from '../counting.js';
import { splitByDay } from '../day-split.js';
import { effectiveMs } from '../effective.js';
import { categoryId, sessionId } from '../ids.js';
import type { Session } from '../session.js';
import { differencesOf } from './difference.js';
import { explainDay, partOnDay } from './day.js';

const BERLIN = midnightsOf('Europe/Berlin');
const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);
let ids = 0;
const session = (start: string, end: string, more: Partial<Session> = {}): Session => ({
  id: sessionId(String(++ids)),
  category: categoryId('c'),
  status: 'ENDED_CONFIRMED',
  note: null,
  startedAt: at(start),
  pauses: [],
  pausedSince: null,
  endedAt: at(end),
  endReason: 'member',
  overrideMs: null,
  counting: BERLIN,
  ...more,
});
const options = { usual: BERLIN, now: at('2026-03-31T12:00Z') };

describe('what makes the total of a day', () => {
  it('takes of each session what falls on the day, in the way it was counted, in order', () => {
    const over = session('2026-03-29T20:00Z', '2026-03-29T23:00Z');
    const later = session('2026-03-30T08:00Z', '2026-03-30T10:00Z');
    // Booked whole on the day of its start.
    const elsewhere = session('2026-03-29T21:00Z', '2026-03-30T04:00Z', {
      counting: { zone: 'Europe/Berlin', dayStart: 0, boundary: 'start' },
    });
    const found = explainDay('20260330', [later, elsewhere, over], [], options);
    expect(found.parts).toEqual([
      { session: over, ms: HOUR },
      { session: later, ms: 2 * HOUR },
    ]);
    expect(found.totalMs).toBe(3 * HOUR);
    expect(partOnDay(elsewhere, '20260329', BERLIN, 0)).toBe(7 * HOUR);
  });

  it('counts what runs up to now', () => {
    const running = session('2026-03-31T10:00Z', '2026-03-31T10:00Z', { status: 'RUNNING', endedAt: null, counting: null });
    expect(explainDay('20260331', [running], [], options).totalMs).toBe(2 * HOUR);
  });

  it('knows what counted once and does not any more, as it was then', () => {
    const there = session('2026-03-30T08:00Z', '2026-03-30T10:00Z');
    const deleted = session('2026-03-30T12:00Z', '2026-03-30T13:00Z');
    const moved = session('2026-03-30T14:00Z', '2026-03-30T15:00Z');
    const changes = [
      { before: deleted, after: null },
      { before: { ...deleted, note: 'older' }, after: deleted },
      { before: moved, after: { ...moved, startedAt: moved.startedAt + 24 * HOUR, endedAt: (moved.endedAt ?? 0) + 24 * HOUR } },
      { before: { ...there, note: 'other' }, after: there },
    ];
    expect(explainDay('20260330', [there], changes, options).former).toEqual([deleted, moved]);
    expect(explainDay('20260331', [there], [{ before: deleted, after: null }], options).former).toEqual([]);
  });

  it('leaves nothing of a session out over its days', () => {
    const long = session('2026-03-27T20:00Z', '2026-03-31T05:00Z', { overrideMs: 12_345_678 });
    const parts = [...splitByDay(long, BERLIN)].map(([day]) => partOnDay(long, day, BERLIN, 0));
    expect(parts.reduce((sum, ms) => sum + ms, 0)).toBe(effectiveMs(long, 0));
  });
});

describe('what a change changed', () => {
  it('names the fields that differ, and no others', () => {
    const before = session('2026-03-30T08:00Z', '2026-03-30T10:00Z');
    expect(differencesOf(before, { ...before })).toEqual([]);
    const after: Session = {
      ...before,
      startedAt: before.startedAt - HOUR,
      pauses: [{ start: before.startedAt, end: before.startedAt + 60_000 }],
      overrideMs: HOUR,
      note: 'x',
      status: 'ENDED_UNCONFIRMED',
      category: categoryId('d'),
    };
    expect(differencesOf(before, after).map(({ field }) => field)).toEqual([
      'category',
      'start',
      'paused',
      'override',
      'status',
      'note',
    ]);
    const ended = { ...before, counting: null };
    expect(differencesOf(ended, before)).toEqual([]);
    expect(differencesOf(before, { ...before, counting: midnightsOf('UTC') })).toMatchObject([{ field: 'counting' }]);
  });
});
