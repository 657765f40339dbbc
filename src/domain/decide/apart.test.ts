import { describe, expect, it } from 'vitest';
import type { EntryFields, SessionCommand } from '../commands.js';
import { midnightsOf } from '../counting.js';
import { categoryId, sessionId } from '../ids.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../session.js';
import { decide } from './index.js';

const T = 1_767_603_600_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
const NOW = T + 10 * HOUR;
const [WORK, STUDY] = [categoryId('work'), categoryId('study')];
const entry = (id: string, from: number, to: number | null): Session => ({
  id: sessionId(id),
  category: WORK,
  status: to === null ? 'RUNNING' : 'ENDED_UNCONFIRMED',
  note: null,
  startedAt: T + from * HOUR,
  pauses: [],
  pausedSince: null,
  endedAt: to === null ? null : T + to * HOUR,
  endReason: to === null ? null : 'member',
  overrideMs: null,
  counting: null,
});
const fields = (from: number, to: number): EntryFields => ({
  category: WORK,
  note: null,
  startedAt: T + from * HOUR,
  endedAt: T + to * HOUR,
  pauses: [],
  overrideMs: null,
});
const stateOf = (sessions: Partial<Pick<MemberState, 'active' | 'last'>> = {}): MemberState => ({ ...EMPTY_MEMBER, ...sessions });
const ask = (command: SessionCommand, state: MemberState = stateOf(), neighbours: readonly Session[] = [], at = NOW) =>
  decide(state, command, {
    at,
    counting: midnightsOf('UTC'),
    neighbours,
    entries: new Map(neighbours.map((session) => [session.id, session])),
  });
const code = (...of: Parameters<typeof ask>): string => {
  const decided = ask(...of);
  return decided.ok ? 'ok' : decided.error.code;
};
const add = (from: number, to: number, apart = true): SessionCommand => ({
  type: 'addEntry',
  session: sessionId('new'),
  entry: fields(from, to),
  apart,
});

describe('a correction that has to stay apart from other entries', () => {
  const other = entry('other', 2, 4);

  it('is refused with the other one and its times, and only when it asks for that', () => {
    expect(ask(add(3, 5), stateOf(), [other])).toMatchObject({
      ok: false,
      error: { code: 'ENTRY_OVERLAPS', params: { session: 'other', from: T + 2 * HOUR, to: T + 4 * HOUR } },
    });
    expect(code(add(3, 5, false), stateOf(), [other])).toBe('ok');
    expect(code(add(4, 5), stateOf(), [other])).toBe('ok');
  });

  it('sees the session on the clock and the last one, whatever was read', () => {
    expect(code(add(8, 9), stateOf({ active: entry('a', 7, null) }))).toBe('ENTRY_OVERLAPS');
    expect(code(add(11, 12), stateOf({ active: entry('a', 7, null) }))).toBe('ok');
    expect(code(add(3, 5), stateOf({ last: other }))).toBe('ENTRY_OVERLAPS');
  });

  it('an edited entry does not clash with what it was', () => {
    const longer: SessionCommand = { type: 'editEntry', session: other.id, patch: { endedAt: T + 5 * HOUR }, apart: true };
    expect(code(longer, stateOf(), [other])).toBe('ok');
    expect(code(longer, stateOf(), [other, entry('next', 4.5, 6)])).toBe('ENTRY_OVERLAPS');
  });

  it('the other one may be cut in the same step, and both are one change', () => {
    const decided = ask(
      { ...add(3, 5), also: { session: other.id, patch: { endedAt: T + 3 * HOUR } } } as SessionCommand,
      stateOf(),
      [other],
    );
    expect(decided).toMatchObject({
      ok: true,
      value: {
        next: { version: 1 },
        changes: [
          { event: 'entryEdited', after: { id: 'other', endedAt: T + 3 * HOUR } },
          { event: 'entryAdded', after: { id: 'new' } },
        ],
      },
    });
  });

  it('cut too little, both are refused', () => {
    const command = { ...add(3, 5), also: { session: other.id, patch: { endedAt: T + 3.5 * HOUR } } } as SessionCommand;
    expect(code(command, stateOf(), [other])).toBe('ENTRY_OVERLAPS');
  });

  it('what an undo brings back must have its time free', () => {
    const undo: SessionCommand = { type: 'undo', changes: [{ before: other, after: null }], apart: true };
    expect(code(undo, stateOf(), [])).toBe('ok');
    expect(code(undo, stateOf(), [entry('since', 3, 5)])).toBe('ENTRY_OVERLAPS');
  });
});

describe('switching', () => {
  const active = entry('a', 7, null);
  const switchTo = (category = STUDY, from?: string): SessionCommand => ({
    type: 'switch',
    session: sessionId('b'),
    category,
    note: ' next ',
    ...(from === undefined ? {} : { from: sessionId(from) }),
  });

  it('ends one session and begins the other at the same moment, with a row of the ledger for each', () => {
    expect(ask(switchTo(), stateOf({ active }))).toMatchObject({
      ok: true,
      value: {
        next: {
          version: 1,
          active: { id: 'b', category: STUDY, startedAt: NOW, note: 'next' },
          last: { id: 'a', endedAt: NOW, endReason: 'member' },
        },
        changes: [
          { event: 'clockedOut', at: NOW },
          { event: 'clockedIn', at: NOW },
        ],
      },
    });
  });

  it('is taken back whole', () => {
    const switched = ask(switchTo(), stateOf({ active }));
    if (!switched.ok) throw new Error(switched.error.code);
    const undone = ask({ type: 'undo', changes: switched.value.changes, apart: true }, switched.value.next);
    expect(undone).toMatchObject({ ok: true, value: { next: { active, last: null } } });
  });

  it.each([
    ['nothing runs', 'SESSION_NOT_ACTIVE', switchTo(), stateOf()],
    ['it runs in that category', 'NOTHING_TO_CHANGE', switchTo(WORK), stateOf({ active })],
    ['another one is meant', 'STALE_CONTROL', switchTo(STUDY, 'x'), stateOf({ active })],
  ])('is refused when %s', (_, expected, command, state) => {
    expect(code(command, state)).toBe(expected);
  });
});

describe('clocking in right after clocking out', () => {
  const last = entry('last', 8, 9.95);
  const clockIn = (category = WORK, graceMs = 5 * MINUTE): SessionCommand => ({
    type: 'clockIn',
    session: sessionId('new'),
    category,
    note: null,
    graceMs,
  });

  it.each([
    ['the same category within the grace time', 'SESSION_RESUMABLE', clockIn(), NOW],
    ['another category', 'ok', clockIn(STUDY), NOW],
    ['no grace time', 'ok', clockIn(WORK, 0), NOW],
    ['exactly when it is over', 'ok', clockIn(), T + 9.95 * HOUR + 5 * MINUTE],
    ['a moment before', 'SESSION_RESUMABLE', clockIn(), T + 9.95 * HOUR + 5 * MINUTE - 1],
  ])('%s: %s', (_, expected, command, at) => {
    expect(code(command, stateOf({ last }), [], at)).toBe(expected);
  });

  it('an entry that ends ahead is nothing to go on with', () => {
    expect(code(clockIn(), stateOf({ last: entry('ahead', 9, 11) }))).toBe('ok');
  });
});
