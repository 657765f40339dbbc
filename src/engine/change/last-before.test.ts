import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANN, CODING, SPACE, value, World } from '../../../test/support/engine.js';
import { categoryId, sessionId, type RequestId, type SessionId } from '../../domain/ids.js';
import type { MemberState } from '../../domain/session.js';
import { StoreUnavailable } from '../store.js';

const STUDY = categoryId('study');

type What = 'in' | 'out' | 'switch' | 'note' | 'confirm' | 'reopen' | 'delete' | 'end' | 'add' | 'undo';

/** A member, and what was before each change that can still be taken back. */
const set = async () => {
  const world = new World();
  const { engine, store } = await world.started();
  const { tracker } = engine;
  const before: { readonly of: RequestId; readonly state: MemberState }[] = [];
  const now = async (): Promise<MemberState> => value(await tracker.status(SPACE, ANN)).state;
  const idAt = async (which: number): Promise<SessionId | null> => {
    const { active } = await now();
    const entries = await store.entries(SPACE, ANN, 0, Infinity);
    const ids = [...(active === null ? [] : [active.id]), ...entries.map(({ id }) => id)];
    return ids[which % Math.max(1, ids.length)] ?? null;
  };
  const ask = async (what: Exclude<What, 'undo'>, request: ReturnType<World['request']>, which: number) => {
    const ended = { startedAt: request.at - 1_000, endedAt: request.at - 500 };
    // One that is not there is refused.
    const session = (await idAt(which)) ?? sessionId('none');
    switch (what) {
      case 'in':
        return tracker.clockIn({ ...request, category: CODING, note: null });
      case 'switch':
        return tracker.switch({ ...request, category: which % 2 === 0 ? STUDY : CODING, note: null });
      case 'out':
        return tracker.clockOut({ ...request, ...(which % 2 === 0 ? { note: 'done' } : {}) });
      case 'add':
        return tracker.addEntry({ ...request, entry: { ...ended, category: CODING, note: null, pauses: [], overrideMs: null } });
      case 'note':
        return tracker.setNote({ ...request, session, note: String(which) });
      case 'confirm':
        return tracker.confirm({ ...request, session });
      case 'reopen':
        return tracker.reopen({ ...request, session });
      case 'delete':
        return tracker.deleteEntry({ ...request, session });
      case 'end':
        return tracker.editEntry({ ...request, session, patch: { endedAt: request.at - 1 } });
    }
  };
  /** Answers what an undo had to bring back, and null when nothing was taken back. */
  const play = async (what: What, which = 0): Promise<MemberState | null> => {
    world.clock.advance(2_000);
    const request = world.request();
    if (what === 'undo') {
      const taken = before.pop();
      if (taken === undefined) return null;
      value(await tracker.takeBack({ ...request, of: taken.of }));
      return taken.state;
    }
    const state = await now();
    if ((await ask(what, request, which)).ok) before.push({ of: request.requestId, state });
    return null;
  };
  return { world, engine, store, play, now };
};

const sessionsOf = ({ active, last }: MemberState) => ({ active, last });

describe('which session was the last one before what an undo takes back', () => {
  it.each<[string, readonly What[]]>([
    ['a clock-out', ['in', 'out', 'in', 'out', 'undo']],
    ['the first clock-out', ['in', 'out', 'undo']],
    ['a deletion', ['in', 'out', 'delete', 'undo']],
    ['a switch', ['in', 'out', 'in', 'switch', 'undo']],
    ['a reopening', ['in', 'out', 'reopen', 'undo']],
    ['an end that was typed', ['in', 'out', 'in', 'end', 'undo']],
    ['one change after the other', ['in', 'out', 'in', 'switch', 'out', 'undo', 'undo', 'undo', 'undo']],
    ['what was done after an undo', ['in', 'out', 'in', 'out', 'undo', 'out', 'undo']],
  ])('%s', async (_, whats) => {
    const { play, now } = await set();
    let undone = 0;
    for (const what of whats) {
      const expected = await play(what);
      if (expected === null) continue;
      undone += 1;
      expect(sessionsOf(await now())).toEqual(sessionsOf(expected));
    }
    expect(undone).toBe(whats.filter((what) => what === 'undo').length);
  });

  it('whatever was done, and however much of it is taken back', async () => {
    const step = fc.tuple(
      fc.constantFrom<What>(...(['in', 'in', 'in', 'out', 'out', 'switch', 'note', 'confirm'] as const)),
      fc.nat(9),
    );
    const other = fc.tuple(fc.constantFrom<What>('reopen', 'delete', 'end', 'add', 'undo', 'undo', 'undo'), fc.nat(9));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(step, other), { maxLength: 40, size: 'max' }), async (steps) => {
        const { play, now } = await set();
        for (const [what, which] of steps) {
          const expected = await play(what, which);
          if (expected !== null) expect(sessionsOf(await now())).toEqual(sessionsOf(expected));
        }
      }),
      { numRuns: 40 },
    );
  });

  it('an undo that needs the ledger is refused, and not guessed, while it cannot be read', async () => {
    const { world, engine, store, play } = await set();
    for (const what of ['in', 'out', 'in', 'out'] as const) await play(what);
    const { records } = await store.history(SPACE, ANN);
    const changes = records.flatMap((record) => ('before' in record ? [record] : [])).slice(0, 1);
    store.history = () => Promise.reject(new StoreUnavailable('away', { maybeApplied: false }));
    expect(await engine.tracker.undo({ ...world.request(), changes })).toMatchObject({
      ok: false,
      error: { code: 'STORE_UNAVAILABLE' },
    });
  });
});
