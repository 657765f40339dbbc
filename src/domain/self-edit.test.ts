import { describe, expect, it } from 'vitest';
import { categoryId, sessionId } from './ids.js';
import { selfEdit } from './self-edit.js';
import type { Session } from './session.js';
import { settingsWith } from './settings.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Noon in Berlin. */
const NOW = Date.UTC(2026, 0, 20, 11);
const entry = (startedAt: number, hours = 1): Session => ({
  id: sessionId('s'),
  category: categoryId('work'),
  status: 'ENDED_UNCONFIRMED',
  note: null,
  startedAt,
  pauses: [],
  pausedSince: null,
  endedAt: startedAt + hours * HOUR,
  endReason: 'member',
  overrideMs: null,
  counting: null,
});
const ask = (
  before: Session | null,
  after: Session | null,
  given: Parameters<typeof settingsWith>[0] = {},
  isOwnSpace = false,
) => {
  const answer = selfEdit({ before, after }, settingsWith({ timeZone: 'Europe/Berlin', ...given }), { now: NOW, isOwnSpace });
  return answer.kind === 'free' ? 'free' : answer.because;
};

describe('what members may change of their own time alone', () => {
  it('goes back as many days as the space says, by its calendar', () => {
    const startOfThatDay = Date.UTC(2026, 0, 5, 23);
    expect(ask(entry(startOfThatDay), null, { selfEditDays: 14 })).toBe('free');
    expect(ask(entry(startOfThatDay - 1), null, { selfEditDays: 14 })).toBe('tooFarBack');
    expect(ask(entry(startOfThatDay - 1), null, { selfEditDays: null })).toBe('free');
  });

  it('counts both where it was and where it comes to lie', () => {
    expect(ask(entry(NOW - HOUR), entry(NOW - 20 * DAY), { selfEditDays: 14 })).toBe('tooFarBack');
    expect(ask(entry(NOW - 20 * DAY), entry(NOW - HOUR), { selfEditDays: 14 })).toBe('tooFarBack');
    expect(ask(null, entry(NOW - 20 * DAY), { selfEditDays: 14 })).toBe('tooFarBack');
  });

  it('moves the effective time of an entry only by so much', () => {
    const before = entry(NOW - 5 * HOUR, 2);
    expect(ask(before, entry(NOW - 5 * HOUR, 3), { selfEditBy: 60 })).toBe('free');
    expect(ask(before, { ...before, overrideMs: 3 * HOUR + 1 }, { selfEditBy: 60 })).toBe('tooMuch');
    expect(ask(before, null, { selfEditBy: 60 })).toBe('tooMuch');
    // As long as before, at another time.
    expect(ask(before, entry(NOW - 8 * HOUR, 2), { selfEditBy: 0 })).toBe('free');
  });

  it('adds entries where the space lets members do so', () => {
    expect(ask(null, entry(NOW - 5 * HOUR, 8), { selfEditBy: 60 })).toBe('free');
    expect(ask(null, entry(NOW - 5 * HOUR), { membersAddEntries: false })).toBe('adding');
  });

  it('a note is not time, a category is', () => {
    const old = entry(NOW - 100 * DAY);
    expect(ask(old, { ...old, note: 'new' })).toBe('free');
    expect(ask(old, { ...old, category: categoryId('study') })).toBe('tooFarBack');
  });

  it('in one’s own space everything is free', () => {
    const strict = { selfEditDays: 0, selfEditBy: 0, membersAddEntries: false };
    expect(ask(null, entry(NOW - 100 * DAY), strict, true)).toBe('free');
    expect(ask(entry(NOW - 100 * DAY), null, strict, true)).toBe('free');
  });
});
