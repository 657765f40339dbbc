import { describe, expect, it } from 'vitest';
import { ENTRIES_MAX, type EntryFields, type SessionCommand } from '../commands.js';
import { midnightsOf } from '../counting.js';
import { effectiveMs } from '../effective.js';
import { categoryId, sessionId } from '../ids.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../session.js';
import { decide, type SessionChange } from './index.js';

const T = 1_767_603_600_000;
const HOUR = 3_600_000;
const UTC = midnightsOf('UTC');
const BERLIN = midnightsOf('Europe/Berlin');
const S1 = sessionId('s1');
const OLD = sessionId('old');
const NEW = sessionId('new');
const fields = (over: Partial<EntryFields> = {}): EntryFields => ({
  category: categoryId('work'),
  note: null,
  startedAt: T,
  endedAt: T + 8 * HOUR,
  pauses: [{ start: T + 4 * HOUR, end: T + 5 * HOUR }],
  overrideMs: null,
  ...over,
});
const entry = (over: Partial<Session> = {}): Session => ({
  id: OLD,
  category: categoryId('work'),
  status: 'ENDED_CONFIRMED',
  note: 'a note',
  startedAt: T,
  pauses: [{ start: T + 4 * HOUR, end: T + 5 * HOUR }],
  pausedSince: null,
  endedAt: T + 8 * HOUR,
  endReason: 'member',
  overrideMs: null,
  counting: UTC,
  ...over,
});
const running: MemberState = {
  ...EMPTY_MEMBER,
  version: 3,
  changedAt: T + 21 * HOUR,
  active: entry({
    id: S1,
    status: 'RUNNING',
    startedAt: T + 20 * HOUR,
    pauses: [{ start: T + 20.5 * HOUR, end: T + 21 * HOUR }],
    endedAt: null,
    endReason: null,
    counting: null,
  }),
};

const ask = (command: SessionCommand, state: MemberState = EMPTY_MEMBER, entries: readonly Session[] = [entry()]) =>
  decide(state, command, { at: T + 24 * HOUR, counting: BERLIN, entries: new Map(entries.map((each) => [each.id, each])) });
const code = (...of: Parameters<typeof ask>): string => {
  const decided = ask(...of);
  return decided.ok ? 'ok' : decided.error.code;
};
const only = (...of: Parameters<typeof ask>): SessionChange => {
  const decided = ask(...of);
  if (!decided.ok) throw new Error(decided.error.code);
  expect(decided.value.changes).toHaveLength(1);
  return decided.value.changes[0]!;
};
const edit = (patch: Partial<EntryFields>, session = OLD): SessionCommand => ({ type: 'editEntry', session, patch });

describe('an entry that is added', () => {
  const add = (over: Partial<EntryFields> = {}): SessionCommand => ({ type: 'addEntry', session: NEW, entry: fields(over) });

  it('counts in the way that the space counts now, and does not touch what is running', () => {
    const decided = ask(add({ note: '  forgotten ' }), running);
    expect(decided).toMatchObject({
      ok: true,
      value: {
        next: { version: 4, active: running.active, last: null },
        changes: [
          {
            event: 'entryAdded',
            before: null,
            after: { id: NEW, status: 'ENDED_UNCONFIRMED', note: 'forgotten', counting: BERLIN },
          },
        ],
      },
    });
  });

  it.each([
    ['it ends when it begins', { endedAt: T, pauses: [] }],
    ['it ends before it begins', { endedAt: T - 1, pauses: [] }],
    ['it is longer than 366 days', { endedAt: T + 367 * 24 * HOUR }],
    ['a moment is no whole number', { startedAt: T + 0.5 }],
    ['a moment is before 1970', { startedAt: -1 }],
  ])('is refused when %s', (_, over) => {
    expect(code(add(over))).toBe('ENTRY_TIMES_INVALID');
  });

  it.each([
    ['begins before it', { start: T - 1, end: T + HOUR }],
    ['ends after it', { start: T + 7 * HOUR, end: T + 9 * HOUR }],
    ['takes no time', { start: T + HOUR, end: T + HOUR }],
  ])('is refused when a break %s', (_, pause) => {
    expect(code(add({ pauses: [pause] }))).toBe('ENTRY_PAUSES_INVALID');
  });

  it('is refused when breaks overlap, and joins those that touch', () => {
    const first = { start: T + HOUR, end: T + 2 * HOUR };
    expect(code(add({ pauses: [first, { start: T + 1.5 * HOUR, end: T + 3 * HOUR }] }))).toBe('ENTRY_PAUSES_INVALID');
    const { after } = only(add({ pauses: [first, { start: T + 2 * HOUR, end: T + 3 * HOUR }] }));
    expect(after?.pauses).toEqual([{ start: T + HOUR, end: T + 3 * HOUR }]);
  });
});

describe('many entries at once', () => {
  it('come in all together or not at all', () => {
    const entries = [0, 1].map((n) => ({ ...fields({ startedAt: T - n }), session: sessionId(`i.${n}`) }));
    expect(ask({ type: 'importEntries', entries })).toMatchObject({ ok: true, value: { next: { version: 1 } } });
    const [good] = entries;
    expect(code({ type: 'importEntries', entries: [good!, { ...good!, endedAt: 0 }] })).toBe('ENTRY_TIMES_INVALID');
    expect(code({ type: 'importEntries', entries: [] })).toBe('NOTHING_TO_CHANGE');
    const many = Array.from({ length: ENTRIES_MAX + 1 }, () => good!);
    expect(code({ type: 'importEntries', entries: many })).toBe('TOO_MANY_ENTRIES');
  });
});

describe('an edit of an older entry', () => {
  it('changes what is given, keeps how it was counted, and asks to confirm its time anew', () => {
    const { before, after } = only(edit({ endedAt: T + 6 * HOUR }));
    expect(before).toEqual(entry());
    expect(after).toEqual(entry({ endedAt: T + 6 * HOUR, status: 'ENDED_UNCONFIRMED' }));
    expect(effectiveMs(after!, 0)).toBe(5 * HOUR);
  });

  it('of its note or category does not touch its time', () => {
    expect(only(edit({ note: null, category: categoryId('study') })).after).toEqual(
      entry({ note: null, category: categoryId('study') }),
    );
    // Clocked in and out within one millisecond.
    const empty = entry({ endedAt: T, pauses: [] });
    expect(only(edit({ note: 'x' }), EMPTY_MEMBER, [empty]).after).toEqual({ ...empty, note: 'x' });
  });

  it('cuts off the breaks that lie outside, and lets go of an override that described it as it was', () => {
    const { after } = only(edit({ endedAt: T + 4.5 * HOUR }), EMPTY_MEMBER, [entry({ overrideMs: HOUR })]);
    expect(after?.pauses).toEqual([{ start: T + 4 * HOUR, end: T + 4.5 * HOUR }]);
    expect(after?.overrideMs).toBeNull();
    expect(only(edit({ overrideMs: 5 })).after).toMatchObject({ overrideMs: 5, status: 'ENDED_UNCONFIRMED' });
  });

  it('is refused when there is nothing to change or nothing there', () => {
    expect(code(edit({ endedAt: T + 8 * HOUR, note: 'a note' }))).toBe('NOTHING_TO_CHANGE');
    expect(code(edit({}, sessionId('gone')))).toBe('SESSION_NOT_FOUND');
    expect(code(edit({ startedAt: T + 9 * HOUR }))).toBe('ENTRY_TIMES_INVALID');
  });
});

describe('an edit of the running session', () => {
  it('moves its start up to its first break, and never beyond', () => {
    expect(only(edit({ startedAt: T }, S1), running).after).toMatchObject({ status: 'RUNNING', startedAt: T });
    expect(only(edit({ startedAt: T + 20.5 * HOUR }, S1), running).after).toMatchObject({ startedAt: T + 20.5 * HOUR });
    expect(code(edit({ startedAt: T + 20.6 * HOUR }, S1), running)).toBe('ENTRY_TIMES_INVALID');
  });

  it('ends it at a moment that has been, with what its breaks were until then', () => {
    const decided = ask(edit({ endedAt: T + 20.75 * HOUR }, S1), running);
    expect(decided).toMatchObject({
      ok: true,
      value: {
        next: {
          active: null,
          last: {
            status: 'ENDED_UNCONFIRMED',
            endedAt: T + 20.75 * HOUR,
            pauses: [{ start: T + 20.5 * HOUR, end: T + 20.75 * HOUR }],
            counting: BERLIN,
          },
        },
      },
    });
    expect(code(edit({ endedAt: T + 25 * HOUR }, S1), running)).toBe('ENTRY_TIMES_INVALID');
    expect(code(edit({ overrideMs: 5 }, S1), running)).toBe('SESSION_NOT_ENDED');
  });

  it('forgets a running break that would begin after the end', () => {
    const paused: MemberState = {
      ...running,
      active: { ...running.active!, status: 'PAUSED', pauses: [], pausedSince: T + 21 * HOUR },
    };
    const { after } = only(edit({ endedAt: T + 20.5 * HOUR }, S1), paused);
    expect(after).toMatchObject({ pauses: [], pausedSince: null, endedAt: T + 20.5 * HOUR });
  });
});

describe('a recount', () => {
  it('moves those that were counted in another way, and leaves the rest', () => {
    const other = entry({ id: S1, counting: BERLIN });
    const recount: SessionCommand = { type: 'recount', sessions: [OLD, S1, sessionId('gone')] };
    const { before, after } = only(recount, EMPTY_MEMBER, [entry(), other]);
    expect(after).toEqual({ ...before, counting: BERLIN });
    expect(code(recount, EMPTY_MEMBER, [other])).toBe('NOTHING_TO_CHANGE');
  });
});

describe('an entry that confirms itself', () => {
  const waiting = entry({ status: 'ENDED_UNCONFIRMED', overrideMs: 5 * HOUR });
  const confirm: SessionCommand = { type: 'confirmUnchanged', entry: waiting };

  it('changes in nothing else, and makes no click too old that is still on its way', () => {
    expect(only(confirm, running, [waiting])).toMatchObject({
      event: 'confirmed',
      after: { ...waiting, status: 'ENDED_CONFIRMED' },
    });
    const decided = ask(confirm, running, [waiting]);
    expect(decided).toMatchObject({ ok: true, value: { next: { version: 4, changedAt: running.changedAt } } });
  });

  it('is left alone when somebody changed, confirmed, reopened or deleted it', () => {
    expect(code(confirm, EMPTY_MEMBER, [{ ...waiting, note: 'another' }])).toBe('ENTRY_CHANGED');
    expect(code(confirm, EMPTY_MEMBER, [{ ...waiting, status: 'ENDED_CONFIRMED' }])).toBe('ENTRY_CHANGED');
    expect(code({ ...confirm, entry: entry() })).toBe('SESSION_ALREADY_CONFIRMED');
    expect(code(confirm, EMPTY_MEMBER, [])).toBe('SESSION_NOT_FOUND');
    const again: MemberState = { ...running, active: { ...running.active!, id: OLD } };
    expect(code(confirm, again, [])).toBe('ENTRY_CHANGED');
  });
});

describe('undo', () => {
  const deleted = only({ type: 'deleteEntry', session: OLD });

  it('brings a deleted entry back exactly', () => {
    expect(only({ type: 'undo', changes: [deleted] }, EMPTY_MEMBER, [])).toMatchObject({ before: null, after: entry() });
  });

  it('is refused when it was changed again since, or another session runs in its place', () => {
    expect(code({ type: 'undo', changes: [deleted] }, EMPTY_MEMBER, [entry()])).toBe('ENTRY_CHANGED');
    const out = { before: entry({ status: 'RUNNING', endedAt: null, endReason: null, counting: null }), after: entry() };
    expect(code({ type: 'undo', changes: [out] }, running)).toBe('SESSION_ALREADY_ACTIVE');
    expect(code({ type: 'undo', changes: [] })).toBe('NOTHING_TO_CHANGE');
  });
});

it('an entry that lies ahead cannot be reopened', () => {
  const ahead = entry({ startedAt: T + 30 * HOUR, endedAt: T + 31 * HOUR, pauses: [] });
  expect(code({ type: 'reopen', session: OLD }, EMPTY_MEMBER, [ahead])).toBe('SESSION_NOT_ENDED');
});
