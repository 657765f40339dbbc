import { describe, expect, it } from 'vitest';
import type { SessionCommand } from '../commands.js';
import { midnightsOf } from '../counting.js';
import { effectiveMs } from '../effective.js';
import { categoryId, sessionId } from '../ids.js';
import { EMPTY_MEMBER, type MemberState, type Session } from '../session.js';
import { decide } from './index.js';

const T = 1_767_603_600_000;
const MINUTE = 60_000;
const S1 = sessionId('s1');
const UTC = midnightsOf('UTC');
const at = (minute: number): number => T + minute * MINUTE;

const play = (...commands: readonly (readonly [minute: number, command: SessionCommand])[]): MemberState =>
  commands.reduce((state, [minute, command]) => {
    const result = decide(state, command, { at: at(minute), counting: UTC });
    if (!result.ok) throw new Error(`${command.type} refused: ${result.error.code}`);
    return result.value.next;
  }, EMPTY_MEMBER);

const clockIn: SessionCommand = { type: 'clockIn', session: S1, category: categoryId('work'), note: 'mine' };
/** On a break from 10 to 20, and again from 40 on. */
const onBreak = (): MemberState => play([0, clockIn], [10, { type: 'pause' }], [20, { type: 'resume' }], [40, { type: 'pause' }]);
const force = (state: MemberState, endedAt: number | null, session = S1, minute = 60) =>
  decide(state, { type: 'endAt', session, endedAt, reason: 'forced' }, { at: at(minute), counting: UTC });

describe('an end that may have been before now', () => {
  it.each(['unanswered', 'limit'] as const)('is not forgotten (%s) when the member has used the clock since', (reason) => {
    const end = (state: MemberState, minute: number) =>
      decide(state, { type: 'endAt', session: S1, endedAt: at(minute), reason }, { at: at(60), counting: UTC });
    const resumed = play([0, clockIn], [10, { type: 'pause' }], [20, { type: 'resume' }]);
    expect(end(resumed, 19)).toMatchObject({ ok: false, error: { code: 'ENTRY_CHANGED' } });
    expect(end(resumed, 20)).toMatchObject({ ok: true });
    expect(end(onBreak(), 50)).toMatchObject({ ok: false, error: { code: 'ENTRY_CHANGED' } });
    // Somebody who ends it for them knows better.
    expect(force(resumed, at(15))).toMatchObject({ ok: true });
  });

  it('ends now, with the break that runs; it is one change', () => {
    const result = force(onBreak(), null);
    if (!result.ok) throw new Error(result.error.code);
    const { next, changes } = result.value;
    expect(changes.map(({ event, at: when }) => [event, when])).toEqual([['clockedOut', at(60)]]);
    expect(next).toMatchObject({ active: null, changedAt: at(60) });
    expect(next.last).toMatchObject({
      status: 'ENDED_UNCONFIRMED',
      endReason: 'forced',
      note: 'mine',
      endedAt: at(60),
      pausedSince: null,
    });
    expect(next.last?.pauses).toEqual([
      { start: at(10), end: at(20) },
      { start: at(40), end: at(60) },
    ]);
    expect(next.last && effectiveMs(next.last, at(60))).toBe(30 * MINUTE);
  });

  it.each([
    [
      50,
      [
        [10, 20],
        [40, 50],
      ],
    ],
    [40, [[10, 20]]],
    [30, [[10, 20]]],
    [15, [[10, 15]]],
    [10, []],
    [5, []],
    [0, []],
  ])('ends %i minutes after its start with the breaks cut there', (minute, breaks) => {
    const result = force(onBreak(), at(minute));
    if (!result.ok) throw new Error(result.error.code);
    expect(result.value.next.last).toMatchObject({
      endedAt: at(minute),
      pausedSince: null,
      pauses: breaks.map(([start = 0, end = 0]) => ({ start: at(start), end: at(end) })),
    });
  });

  it.each([
    [50, 30],
    [40, 30],
    [30, 20],
    [15, 10],
    [5, 5],
    [0, 0],
  ])('at minute %i it counts %i minutes, whyever it ends, is to be confirmed, and is one row of now', (minute, counted) => {
    const command: SessionCommand = { type: 'endAt', session: S1, endedAt: at(minute), reason: 'role_lost' };
    const result = decide(onBreak(), command, { at: at(60), counting: UTC });
    if (!result.ok) throw new Error(result.error.code);
    const { next, changes } = result.value;
    expect(next).toMatchObject({ active: null, changedAt: at(60) });
    expect(next.last).toMatchObject({ status: 'ENDED_UNCONFIRMED', endReason: 'role_lost', counting: UTC });
    expect(next.last && effectiveMs(next.last, 0)).toBe(counted * MINUTE);
    expect(changes).toMatchObject([{ event: 'clockedOut', at: at(60) }]);
  });

  it('never ends before its start, and not ahead', () => {
    const before = force(onBreak(), T - 1);
    expect(before).toMatchObject({ ok: false, error: { code: 'END_BEFORE_START', params: { start: T } } });
    expect(force(onBreak(), at(60) + 1)).toMatchObject({
      ok: false,
      error: { code: 'END_AHEAD', params: { until: at(60) + 1 } },
    });
    for (const odd of [NaN, Infinity, 0.5]) expect(force(onBreak(), odd).ok).toBe(false);
  });

  it('leaves another session alone, and one that has ended', () => {
    expect(force(onBreak(), null, sessionId('s0'))).toMatchObject({ ok: false, error: { code: 'STALE_CONTROL' } });
    const out = play([0, clockIn], [30, { type: 'clockOut', reason: 'member' }]);
    expect(force(out, at(10))).toMatchObject({ ok: false, error: { code: 'SESSION_NOT_ACTIVE' } });
  });
});

describe('an end that nobody clicks, over entries that count its time already', () => {
  const entry = (id: string, from: number, to: number, more: Partial<Session> = {}): Session => ({
    ...{ id: sessionId(id), category: categoryId('work'), status: 'ENDED_UNCONFIRMED', note: null, pausedSince: null },
    ...{ endReason: 'member', overrideMs: null, counting: UTC, startedAt: at(from), endedAt: at(to), pauses: [] },
    ...more,
  });
  const ended = (command: SessionCommand, neighbours: readonly Session[] | undefined, state = onBreak()) => {
    const result = decide(state, command, { at: at(60), counting: UTC, ...(neighbours === undefined ? {} : { neighbours }) });
    if (!result.ok) throw new Error(result.error.code);
    const [change] = result.value.changes;
    expect(result.value.next.last).toEqual(change?.after);
    return change?.after?.pauses.map(({ start, end }) => [(start - T) / MINUTE, (end - T) / MINUTE]);
  };
  const left: SessionCommand = { type: 'clockOut', reason: 'member_left' };

  it.each([
    ['endAt', { type: 'endAt', session: S1, endedAt: at(50), reason: 'role_lost' } as const],
    ['clockOut', left],
  ])('%s: what they count becomes breaks', (_name, command) => {
    const end = command.type === 'endAt' ? 50 : 60;
    expect(ended(command, [])).toEqual([
      [10, 20],
      [40, end],
    ]);
    expect(ended(command, [entry('a', 15, 25), entry('b', 30, 90, { pauses: [{ start: at(32), end: at(34) }] })])).toEqual([
      [10, 25],
      [30, 32],
      [34, end],
    ]);
    // It may cover all of it; touching is nothing.
    expect(ended(command, [entry('a', -10, 100)])).toEqual([[0, end]]);
    expect(ended(command, [entry('a', -10, 0), entry('b', end, 90)])).toHaveLength(2);
  });

  it('the last session of the state counts too, and nothing is left where entries may overlap', () => {
    const state = { ...onBreak(), last: entry('a', 22, 24) };
    expect(ended(left, [], state)).toContainEqual([22, 24]);
    expect(ended(left, undefined, state)).toHaveLength(2);
  });

  it('a click of its own member is decided by the clock alone: what it leaves is looked for afterwards', () => {
    expect(ended({ type: 'clockOut', reason: 'member' }, [entry('a', 22, 24)])).toHaveLength(2);
  });
});
