import { describe, expect, it } from 'vitest';
import { lacksNote, missedMinimum } from './clock-out-check.js';
import { sessionId, categoryId } from './ids.js';
import type { Session } from './session.js';

const MINUTE = 60_000;
const session: Session = {
  id: sessionId('1'),
  category: categoryId('work'),
  status: 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: 0,
  pauses: [],
  pausedSince: null,
  endedAt: 5 * MINUTE,
  endReason: 'member',
  overrideMs: null,
  counting: null,
};

describe('a required note', () => {
  it('is missing when there is none, or only white space', () => {
    for (const note of [null, '', ' \n ']) expect(lacksNote({ noteRequired: true }, note)).toBe(true);
    expect(lacksNote({ noteRequired: true }, 'x')).toBe(false);
    expect(lacksNote({ noteRequired: false }, null)).toBe(false);
  });
});

describe('a minimum', () => {
  it('is missed by what counts, to the millisecond', () => {
    expect(missedMinimum({ minimumSession: 5 }, session)).toBeNull();
    expect(missedMinimum({ minimumSession: 5 }, { ...session, endedAt: 5 * MINUTE - 1 })).toBe(5 * MINUTE);
    const paused = { ...session, pauses: [{ start: MINUTE, end: MINUTE + 1 }] };
    expect(missedMinimum({ minimumSession: 5 }, paused)).toBe(5 * MINUTE);
    expect(missedMinimum({ minimumSession: 5 }, { ...paused, overrideMs: 6 * MINUTE })).toBeNull();
  });

  it('is nothing for a session that runs, or where there is none', () => {
    expect(missedMinimum({ minimumSession: 60 }, { ...session, endedAt: null, status: 'RUNNING' })).toBeNull();
    expect(missedMinimum({ minimumSession: null }, { ...session, endedAt: 1 })).toBeNull();
  });
});
