import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run, steps } from '../../test/support/domain-arbitraries.js';
import { account, type EntryChange } from './accounting.js';
import { midnightsOf } from './counting.js';
import { splitByDay } from './day-split.js';
import { effectiveMs } from './effective.js';
import { categoryId, sessionId, type SessionId } from './ids.js';
import type { Session } from './session.js';

/** What a store does with entry changes, strictly: only what is there can be removed, and only as it is. */
const applyEntries = (entries: Map<SessionId, Session>, changes: readonly EntryChange[]): void => {
  for (const { op, session } of changes) {
    if (op === 'remove') {
      expect(entries.get(session.id)).toEqual(session);
      entries.delete(session.id);
    } else {
      expect(entries.has(session.id)).toBe(false);
      entries.set(session.id, session);
    }
  }
};

describe('account', () => {
  it('keeps the day buckets equal to a count of the entries, whatever is done, corrected, recounted, and set in between', () => {
    fc.assert(
      fc.property(steps, (made) => {
        const entries = new Map<SessionId, Session>();
        const days = new Map<string, number>();
        for (const { changes, counting, entries: expected } of run(made)) {
          const change = account(changes, counting);
          applyEntries(entries, change.entries);
          expect(entries).toEqual(expected);
          const buckets = change.days.map(({ day, category }) => `${day} ${category}`);
          expect(new Set(buckets).size).toBe(buckets.length);
          for (const { day, category, ms } of change.days) {
            expect(ms).not.toBe(0);
            days.set(`${day} ${category}`, (days.get(`${day} ${category}`) ?? 0) + ms);
          }
        }
        const expected = new Map<string, number>();
        let effective = 0;
        for (const session of entries.values()) {
          effective += effectiveMs(session, 0);
          for (const [day, ms] of splitByDay(session, session.counting!)) {
            expected.set(`${day} ${session.category}`, (expected.get(`${day} ${session.category}`) ?? 0) + ms);
          }
        }
        const kept = new Map([...days].filter(([, ms]) => ms !== 0));
        expect(kept).toEqual(expected);
        expect([...days.values()].reduce((sum, ms) => sum + ms, 0)).toBe(effective);
      }),
      { numRuns: 300 },
    );
  });

  it('changes nothing while a session runs', () => {
    fc.assert(
      fc.property(steps, (made) => {
        for (const { command, changes, counting } of run(made)) {
          if (command.type === 'clockIn' || command.type === 'pause' || command.type === 'resume') {
            expect(account(changes, counting)).toEqual({ entries: [], days: [] });
          }
        }
      }),
    );
  });
});

const UTC = midnightsOf('UTC');
const ENTRY: Session = {
  id: sessionId('s'),
  category: categoryId('work'),
  status: 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: 1_767_603_600_000,
  pauses: [],
  pausedSince: null,
  endedAt: 1_767_603_610_000,
  endReason: 'member',
  overrideMs: null,
  counting: UTC,
};

it('moves time from one category to another, and takes it away', () => {
  const study: Session = { ...ENTRY, category: categoryId('study') };
  expect(account([{ before: ENTRY, after: study }], UTC)).toEqual({
    entries: [
      { op: 'remove', session: ENTRY },
      { op: 'put', session: study },
    ],
    days: [
      { day: '20260105', category: 'work', ms: -10_000 },
      { day: '20260105', category: 'study', ms: 10_000 },
    ],
  });
  expect(account([{ before: ENTRY, after: null }], UTC).days).toEqual([{ day: '20260105', category: 'work', ms: -10_000 }]);
});

it('sees a pause that was added or changed', () => {
  const after: Session = { ...ENTRY, pauses: [{ start: 1_767_603_601_000, end: 1_767_603_604_000 }] };
  expect(account([{ before: ENTRY, after }], UTC).days).toEqual([{ day: '20260105', category: 'work', ms: -3000 }]);
  expect(account([{ before: after, after: ENTRY }], UTC).days).toEqual([{ day: '20260105', category: 'work', ms: 3000 }]);
  expect(account([{ before: after, after: { ...after, pauses: [...after.pauses] } }], UTC)).toEqual({ entries: [], days: [] });
});

it('takes an entry out of the days that it was booked on, although the space counts in another zone by now', () => {
  // Half an hour before midnight in UTC: another day in Berlin.
  const startedAt = Date.parse('2026-01-05T23:30Z');
  const berlin: Session = { ...ENTRY, startedAt, endedAt: startedAt + 600_000, counting: midnightsOf('Europe/Berlin') };
  const adjusted: Session = { ...berlin, overrideMs: 60_000 };
  expect(account([{ before: berlin, after: adjusted }], UTC).days).toEqual([{ day: '20260106', category: 'work', ms: -540_000 }]);
  expect(account([{ before: berlin, after: { ...berlin, counting: UTC } }], UTC).days).toEqual([
    { day: '20260106', category: 'work', ms: -600_000 },
    { day: '20260105', category: 'work', ms: 600_000 },
  ]);
});

it('sums what several changed entries do to one day', () => {
  const other: Session = { ...ENTRY, id: sessionId('t') };
  const changes = [
    { before: null, after: ENTRY },
    { before: null, after: other },
  ];
  expect(account(changes, UTC).days).toEqual([{ day: '20260105', category: 'work', ms: 20_000 }]);
});
