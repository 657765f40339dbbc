import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockSteps, run, steps } from '../../../test/support/domain-arbitraries.js';
import { effectiveMs, measuredMs, pausedMs } from '../effective.js';
import { categoryId, sessionId } from '../ids.js';
import { NOTHING_SEEN } from '../seen.js';
import type { SessionCommand } from '../commands.js';
import { midnightsOf } from '../counting.js';
import { EMPTY_MEMBER, type MemberState } from '../session.js';
import { decide } from './index.js';

const T = 1_767_603_600_000;
const MINUTE = 60_000;
const S1 = sessionId('s1');
const BERLIN = midnightsOf('Europe/Berlin');
const clockIn: SessionCommand = { type: 'clockIn', session: S1, category: categoryId('work'), note: null };
const clockOut: SessionCommand = { type: 'clockOut', reason: 'member' };

/** Gives commands at minutes after T; every one has to be accepted. */
const play = (...commands: readonly (readonly [minute: number, command: SessionCommand])[]): MemberState =>
  commands.reduce((state, [minute, command]) => {
    const result = decide(state, command, { at: T + minute * MINUTE, counting: BERLIN });
    if (!result.ok) throw new Error(`${command.type} refused: ${result.error.code}`);
    return result.value.next;
  }, EMPTY_MEMBER);

const refusal = (state: MemberState, command: SessionCommand, minute = 1000, strict = false): string | undefined => {
  const result = decide(state, command, { at: T + minute * MINUTE, counting: BERLIN, strict });
  return result.ok ? undefined : result.error.code;
};

describe('a command that names its session', () => {
  const named = (session: string): readonly SessionCommand[] => [
    { type: 'pause', session: sessionId(session) },
    { type: 'clockOut', reason: 'member', session: sessionId(session) },
  ];

  it('leaves another one alone, and does as it says to its own', () => {
    const running = play([0, clockIn]);
    const paused = play([0, clockIn], [10, { type: 'pause' }]);
    for (const command of named('s0')) expect(refusal(running, command)).toBe('STALE_CONTROL');
    for (const command of named('s1')) expect(refusal(running, command)).toBeUndefined();
    expect(refusal(paused, { type: 'resume', session: sessionId('s0') })).toBe('STALE_CONTROL');
    expect(refusal(paused, { type: 'resume', session: S1 })).toBeUndefined();
  });

  it('is told that nothing runs when nothing does', () => {
    for (const command of named('s1')) expect(refusal(EMPTY_MEMBER, command)).toBe('SESSION_NOT_ACTIVE');
  });
});

describe('clocking', () => {
  it('counts what lies between in and out, less the pauses', () => {
    const state = play([0, clockIn], [10, { type: 'pause' }], [25, { type: 'resume' }], [60, clockOut]);
    expect(state).toEqual({
      version: 4,
      changedAt: T + 60 * MINUTE,
      seen: NOTHING_SEEN,
      active: null,
      last: {
        id: S1,
        category: 'work',
        status: 'ENDED_UNCONFIRMED',
        note: null,
        startedAt: T,
        pauses: [{ start: T + 10 * MINUTE, end: T + 25 * MINUTE }],
        pausedSince: null,
        endedAt: T + 60 * MINUTE,
        endReason: 'member',
        overrideMs: null,
        counting: BERLIN,
      },
    });
    expect(effectiveMs(state.last!, 0)).toBe(45 * MINUTE);
  });

  it('accrues the running pause when clocking out while paused', () => {
    const { last } = play([0, clockIn], [10, { type: 'pause' }], [60, clockOut]);
    expect(last?.pauses).toEqual([{ start: T + 10 * MINUTE, end: T + 60 * MINUTE }]);
    expect(last?.pausedSince).toBeNull();
    expect(effectiveMs(last!, 0)).toBe(10 * MINUTE);
  });

  it('shows measured and paused time of a running session, the running pause included', () => {
    const { active } = play([0, clockIn], [10, { type: 'pause' }]);
    expect(measuredMs(active!, T + 30 * MINUTE)).toBe(30 * MINUTE);
    expect(pausedMs(active!, T + 30 * MINUTE)).toBe(20 * MINUTE);
    expect(effectiveMs(active!, T + 30 * MINUTE)).toBe(10 * MINUTE);
    expect(measuredMs(active!, T - MINUTE)).toBe(0);
    expect(effectiveMs(active!, T - MINUTE)).toBe(0);
  });

  it('places an event that comes late at the last change, or refuses it when strict', () => {
    const state = play([0, clockIn], [30, { type: 'pause' }]);
    const late = decide(state, { type: 'resume' }, { at: T + 10 * MINUTE, counting: BERLIN });
    expect(late).toMatchObject({ ok: true, value: { changes: [{ event: 'resumed', at: T + 30 * MINUTE }] } });
    expect(refusal(state, { type: 'resume' }, 10, true)).toBe('EVENT_TOO_OLD');
    expect(refusal(state, { type: 'resume' }, 30, true)).toBeUndefined();
  });

  it('says why it refuses', () => {
    const running = play([0, clockIn]);
    const paused = play([0, clockIn], [1, { type: 'pause' }]);
    const off = play([0, clockIn], [1, clockOut]);
    expect(refusal(running, { ...clockIn, session: sessionId('s2') })).toBe('SESSION_ALREADY_ACTIVE');
    expect(refusal(running, { type: 'resume' })).toBe('SESSION_NOT_PAUSED');
    expect(refusal(paused, { type: 'pause' })).toBe('SESSION_ALREADY_PAUSED');
    for (const command of [{ type: 'pause' }, { type: 'resume' }, clockOut, { type: 'setNote', note: 'x' }] as const) {
      expect(refusal(off, command)).toBe('SESSION_NOT_ACTIVE');
    }
    expect(refusal(running, { type: 'setNote', note: 'x', session: sessionId('other') })).toBe('SESSION_NOT_FOUND');
  });
});

describe('notes', () => {
  it('trims, clears, and limits by code points', () => {
    expect(play([0, { ...clockIn, note: '  hello ' }]).active?.note).toBe('hello');
    expect(play([0, { ...clockIn, note: 'a' }], [1, { type: 'setNote', note: '   ' }]).active?.note).toBeNull();
    expect(play([0, { ...clockIn, note: '🙂'.repeat(200) }]).active?.note).toHaveLength(400);
    expect(refusal(EMPTY_MEMBER, { ...clockIn, note: 'x'.repeat(201) })).toBe('NOTE_TOO_LONG');
    expect(refusal(play([0, clockIn]), { ...clockOut, note: 'x'.repeat(201) })).toBe('NOTE_TOO_LONG');
  });

  it('keeps the note at clock-out unless another is given, in one change', () => {
    const on: readonly [number, SessionCommand] = [0, { ...clockIn, note: 'kept' }];
    expect(play(on, [1, clockOut]).last?.note).toBe('kept');
    expect(play(on, [1, { ...clockOut, note: 'new' }])).toMatchObject({ version: 2, last: { note: 'new' } });
    expect(play(on, [1, { ...clockOut, note: null }]).last?.note).toBeNull();
  });

  it('reaches the last session by id, also a confirmed one', () => {
    const state = play([0, clockIn], [1, clockOut], [2, { type: 'confirm', session: S1 }]);
    const next = decide(state, { type: 'setNote', note: 'later', session: S1 }, { at: T, counting: BERLIN });
    expect(next).toMatchObject({ ok: true, value: { next: { last: { note: 'later', status: 'ENDED_CONFIRMED' } } } });
  });
});

describe('ended sessions', () => {
  const off = play([0, clockIn], [60, clockOut]);
  const adjust = (ms: number | null): SessionCommand => ({ type: 'adjust', session: S1, effectiveMs: ms });

  it('lets an override win, and be removed', () => {
    const adjusted = play([0, clockIn], [60, clockOut], [61, adjust(5)]);
    expect(effectiveMs(adjusted.last!, 0)).toBe(5);
    const removed = play([0, clockIn], [60, clockOut], [61, adjust(5)], [62, adjust(null)]);
    expect(effectiveMs(removed.last!, 0)).toBe(60 * MINUTE);
    for (const wrong of [-1, 0.5, Number.NaN, 367 * 24 * 60 * MINUTE]) {
      expect(refusal(off, adjust(wrong))).toBe('EFFECTIVE_TIME_INVALID');
    }
  });

  it('closes what is confirmed until it is reopened', () => {
    const confirmed = play([0, clockIn], [60, clockOut], [61, { type: 'confirm', session: S1 }]);
    expect(confirmed.last?.status).toBe('ENDED_CONFIRMED');
    expect(refusal(confirmed, adjust(1))).toBe('SESSION_ALREADY_CONFIRMED');
    expect(refusal(confirmed, { type: 'confirm', session: S1 })).toBe('SESSION_ALREADY_CONFIRMED');
    expect(refusal(confirmed, { type: 'reopen', session: S1 })).toBeUndefined();
  });

  it('reopens with the time between as a pause, joined to one that ran at the end', () => {
    const state = play([0, clockIn], [50, { type: 'pause' }], [60, clockOut], [90, { type: 'reopen', session: S1 }]);
    expect(state.last).toBeNull();
    expect(state.active).toMatchObject({
      status: 'RUNNING',
      endedAt: null,
      endReason: null,
      pauses: [{ start: T + 50 * MINUTE, end: T + 90 * MINUTE }],
    });
    expect(effectiveMs(state.active!, T + 100 * MINUTE)).toBe(60 * MINUTE);
  });

  it('drops the override when it reopens', () => {
    const state = play([0, clockIn], [60, clockOut], [61, adjust(5)], [70, { type: 'reopen', session: S1 }]);
    expect(state.active?.overrideMs).toBeNull();
  });

  it('refuses what is running, unknown, or in the way', () => {
    const running = play([0, clockIn]);
    const other = play([0, clockIn], [1, clockOut], [2, { ...clockIn, session: sessionId('s2') }]);
    for (const type of ['confirm', 'reopen'] as const) {
      expect(refusal(running, { type, session: S1 })).toBe('SESSION_NOT_ENDED');
      expect(refusal(off, { type, session: sessionId('nope') })).toBe('SESSION_NOT_FOUND');
    }
    expect(refusal(running, adjust(1))).toBe('SESSION_NOT_ENDED');
    expect(refusal(other, { type: 'reopen', session: S1 })).toBe('SESSION_ALREADY_ACTIVE');
  });
});

describe('any sequence of commands', () => {
  it('keeps the shape of a member: versions count commands, time never goes back, at most one active', () => {
    fc.assert(
      fc.property(steps, (made) => {
        for (const { before, after } of run(made)) {
          expect(after.version).toBe(before.version + 1);
          expect(after.changedAt).toBeGreaterThanOrEqual(before.changedAt);
          expect([null, 'RUNNING', 'PAUSED']).toContain(after.active?.status ?? null);
          expect(after.active?.endedAt ?? null).toBeNull();
          expect(after.active?.status === 'PAUSED').toBe((after.active?.pausedSince ?? null) !== null);
          if (after.last) {
            expect(after.last.status).toMatch(/^ENDED_/);
            expect(after.last.endedAt).not.toBeNull();
            expect(after.last.pausedSince).toBeNull();
            expect(after.last.id).not.toBe(after.active?.id);
          }
          for (const session of [after.active, after.last]) {
            let at = session?.startedAt ?? 0;
            for (const [index, pause] of (session?.pauses ?? []).entries()) {
              // Touching pauses are joined, so only the first may touch what is before it (the start).
              expect(pause.start).toBeGreaterThanOrEqual(index === 0 ? at : at + 1);
              expect(pause.end).toBeGreaterThan(pause.start);
              at = pause.end;
            }
            expect(session?.endedAt ?? after.changedAt).toBeGreaterThanOrEqual(at);
          }
        }
      }),
    );
  });

  it('counts exactly the time spent RUNNING, by an oracle that only watches the status', () => {
    fc.assert(
      fc.property(clockSteps, (made) => {
        const worked = new Map<string, number>();
        for (const { before, after } of run(made.filter((step) => step.kind !== 'adjust'))) {
          const { active } = before;
          if (active?.status === 'RUNNING') {
            worked.set(active.id, (worked.get(active.id) ?? 0) + after.changedAt - before.changedAt);
          }
          for (const session of [after.active, after.last]) {
            if (session) expect(effectiveMs(session, after.changedAt)).toBe(worked.get(session.id) ?? 0);
          }
        }
      }),
    );
  });

  it('is what its changes say: the sessions of the state are among those that they left', () => {
    fc.assert(
      fc.property(steps, (made) => {
        const sessions = new Map<string, unknown>();
        for (const { changes, after } of run(made)) {
          for (const change of changes) {
            const id = (change.after ?? change.before)!.id;
            expect(change.before).toEqual(sessions.get(id) ?? null);
            sessions.set(id, change.after);
          }
          for (const session of [after.active, after.last]) if (session) expect(sessions.get(session.id)).toEqual(session);
          const running = [...sessions.values()].filter((each) => (each as { endedAt?: unknown } | null)?.endedAt === null);
          expect(running).toEqual(after.active === null ? [] : [after.active]);
        }
      }),
    );
  });

  it('is exactly as before when its last change is taken back', () => {
    fc.assert(
      fc.property(steps, (made) => {
        const last = run(made).at(-1);
        if (last === undefined) return;
        const { changes, after, entries, entriesBefore, before } = last;
        const undone = decide(after, { type: 'undo', changes }, { at: after.changedAt, counting: BERLIN, entries });
        expect(undone).toMatchObject({ ok: true });
        if (!undone.ok) return;
        const left = new Map(entries);
        for (const change of undone.value.changes) {
          if (change.before !== null) left.delete(change.before.id);
          if (change.after !== null && change.after.endedAt !== null) left.set(change.after.id, change.after);
        }
        expect(left).toEqual(entriesBefore);
        expect(undone.value.next.active).toEqual(before.active);
      }),
    );
  });
});
