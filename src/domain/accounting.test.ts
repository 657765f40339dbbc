import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run, steps, zone } from '../../test/support/domain-arbitraries.js';
import { account, accountSession, type EntryChange } from './accounting.js';
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
  it('keeps totals equal to the entries that remain, whatever is done', () => {
    fc.assert(
      fc.property(steps, zone, (made, name) => {
        const entries = new Map<SessionId, Session>();
        const days = new Map<string, number>();
        for (const { before, after } of run(made)) {
          const change = account(before, after, name);
          applyEntries(entries, change.entries);
          for (const { day, category, ms } of change.days) {
            expect(ms).not.toBe(0);
            days.set(`${day} ${category}`, (days.get(`${day} ${category}`) ?? 0) + ms);
          }
          if (after.last) expect(entries.get(after.last.id)).toEqual(after.last);
          if (after.active) expect(entries.has(after.active.id)).toBe(false);
        }
        const expected = new Map<string, number>();
        let effective = 0;
        for (const session of entries.values()) {
          effective += effectiveMs(session, 0);
          for (const [day, ms] of splitByDay(session, name)) {
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

  it('keeps every session that ended as an entry, although the member state remembers only the last', () => {
    fc.assert(
      fc.property(steps, (made) => {
        const entries = new Map<SessionId, Session>();
        const ended = new Set<SessionId>();
        for (const { before, after } of run(made)) {
          applyEntries(entries, account(before, after, 'UTC').entries);
          if (after.last) ended.add(after.last.id);
          if (after.active) ended.delete(after.active.id);
        }
        expect(new Set(entries.keys())).toEqual(ended);
      }),
    );
  });

  it('changes nothing while a session runs', () => {
    fc.assert(
      fc.property(steps, (made) => {
        for (const { command, before, after } of run(made)) {
          if (command.type === 'clockIn' || command.type === 'pause' || command.type === 'resume') {
            expect(account(before, after, 'UTC')).toEqual({ entries: [], days: [] });
          }
        }
      }),
    );
  });
});

it('accountSession moves time from one category to another', () => {
  const clockOut = run([
    { after: 0, kind: 'clockIn', category: 'work', note: null, effectiveMs: null },
    { after: 1000, kind: 'clockOut', category: 'work', note: null, effectiveMs: null },
  ]).at(-1)!;
  const before = clockOut.after.last!;
  const after: Session = { ...before, category: categoryId('study') };
  expect(accountSession(before, after, 'UTC')).toEqual({
    entries: [
      { op: 'remove', session: before },
      { op: 'put', session: after },
    ],
    days: [
      { day: '20260105', category: 'work', ms: -1000 },
      { day: '20260105', category: 'study', ms: 1000 },
    ],
  });
  expect(accountSession(before, null, 'UTC').days).toEqual([{ day: '20260105', category: 'work', ms: -1000 }]);
});

it('accountSession sees a pause that was added or changed', () => {
  const before: Session = {
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
  };
  const after: Session = { ...before, pauses: [{ start: 1_767_603_601_000, end: 1_767_603_604_000 }] };
  expect(accountSession(before, after, 'UTC').days).toEqual([{ day: '20260105', category: 'work', ms: -3000 }]);
  expect(accountSession(after, before, 'UTC').days).toEqual([{ day: '20260105', category: 'work', ms: 3000 }]);
  expect(accountSession(after, { ...after, pauses: [...after.pauses] }, 'UTC')).toEqual({ entries: [], days: [] });
});
