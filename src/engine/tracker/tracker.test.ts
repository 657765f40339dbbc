import { describe, expect, it } from 'vitest';
import { ANN, BEN, CODING, refusal, SPACE, sums, until, value, World } from '../../../test/support/engine.js';
import { requestId, sessionId } from '../../domain/ids.js';
import type { Change } from '../api.js';

const MINUTE = 60_000;

describe('the tracker with Redis there', () => {
  it('takes a day: in, pause, resume, out', async () => {
    const world = new World();
    const { engine } = await world.started();
    const { tracker } = engine;
    const started = value(await tracker.clockIn(world.in({ requestId: requestId('first') })));
    expect(started).toMatchObject({ durability: 'stored', replayed: false, session: { id: 'first', status: 'RUNNING' } });
    world.clock.advance(10 * MINUTE);
    expect(value(await tracker.pause(world.request())).session.status).toBe('PAUSED');
    world.clock.advance(5 * MINUTE);
    expect(value(await tracker.resume(world.request())).session.status).toBe('RUNNING');
    world.clock.advance(MINUTE);
    const ended = value(await tracker.clockOut({ ...world.request(), note: ' done ' }));
    expect(ended.session).toMatchObject({ id: 'first', status: 'ENDED_UNCONFIRMED', note: 'done' });
    expect(sums(world.backend)).toEqual({ entries: 11 * MINUTE, days: 11 * MINUTE, count: 1 });
    expect(world.ledger()).toEqual(['clockedIn', 'paused', 'resumed', 'noteSet', 'clockedOut']);
    const status = value(await tracker.status(SPACE, ANN));
    expect(status).toMatchObject({ possiblyStale: false, totals: { today: { coding: 11 * MINUTE } } });
  });

  it('writes who, when, from where, before and after into the ledger', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    await engine.tracker.clockIn(world.in({ actor: BEN, source: 'button' }));
    await engine.tracker.setNote({ ...world.request({ source: 'modal' }), note: 'x' });
    const rows = [];
    for await (const row of store.ledger(SPACE)) rows.push(row);
    expect(rows).toMatchObject([
      { event: 'clockedIn', actor: BEN, source: 'button', before: null, after: { category: CODING }, version: 1 },
      { event: 'noteSet', actor: ANN, source: 'modal', before: { note: null }, after: { note: 'x' }, version: 2 },
    ]);
  });

  it('refuses what makes no sense, as a value', async () => {
    const world = new World();
    const { tracker } = (await world.started()).engine;
    expect(refusal(await tracker.clockOut(world.request()))).toBe('SESSION_NOT_ACTIVE');
    await tracker.clockIn(world.in());
    expect(refusal(await tracker.clockIn(world.in()))).toBe('SESSION_ALREADY_ACTIVE');
    expect(refusal(await tracker.resume(world.request()))).toBe('SESSION_NOT_PAUSED');
    expect(refusal(await tracker.setNote({ ...world.request(), note: 'x', session: sessionId('other') }))).toBe(
      'SESSION_NOT_FOUND',
    );
    expect(world.ledger()).toEqual(['clockedIn']);
  });

  it('clamps the moment to a quarter of an hour around the clock, and to the last change', async () => {
    const world = new World();
    const { tracker } = (await world.started()).engine;
    const now = world.clock.now();
    expect(value(await tracker.clockIn(world.in({ at: now - 60 * MINUTE }))).session.startedAt).toBe(now - 15 * MINUTE);
    await tracker.pause(world.request({ at: now }));
    const resumed = value(await tracker.resume(world.request({ at: now - 5 * MINUTE })));
    expect(resumed.session.pauses).toEqual([]);
    expect(resumed.state.changedAt).toBe(now);
    expect(value(await tracker.clockOut(world.request({ at: now + 60 * MINUTE }))).session.endedAt).toBe(now + 15 * MINUTE);
  });

  it('answers the same request once, however it comes again', async () => {
    const world = new World();
    const first = await world.started();
    const clockIn = world.in();
    const both = await Promise.all([first.engine.tracker.clockIn(clockIn), first.engine.tracker.clockIn(clockIn)]);
    expect(both.map((answer) => value(answer).replayed)).toEqual([false, true]);
    expect(value(await first.engine.tracker.clockIn(clockIn))).toMatchObject({ replayed: true, session: { status: 'RUNNING' } });
    const other = await world.started();
    expect(value(await other.engine.tracker.clockIn(clockIn))).toMatchObject({ replayed: true, durability: 'stored' });

    const pause = world.request();
    await first.engine.tracker.pause(pause);
    await first.engine.tracker.resume(world.request());
    expect(value(await other.engine.tracker.pause(pause)).replayed).toBe(true);
    expect(world.ledger()).toEqual(['clockedIn', 'paused', 'resumed']);
    expect(world.stored()?.active?.status).toBe('RUNNING');
  });

  it('decides again after a conflict, and gives up after three', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    await engine.tracker.clockIn(world.in());
    const steal = (times: number): void => {
      const commit = store.commit.bind(store);
      store.commit = async (change) => {
        const state = world.stored();
        if (times-- > 0 && state) world.backend.spaces.get(SPACE)?.states.set(ANN, { ...state, version: state.version + 1 });
        return commit(change);
      };
    };
    steal(2);
    expect(value(await engine.tracker.pause(world.request())).state.version).toBe(4);
    steal(3);
    expect(refusal(await engine.tracker.resume(world.request()))).toBe('TOO_MANY_CONFLICTS');
    expect(engine.journalHealth().pending).toBe(0);
  });

  it('tells listeners after the acknowledged change only, and survives those that throw', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    const seen: Change[] = [];
    engine.tracker.onChange(() => {
      throw new Error('not my day');
    });
    const stop = engine.tracker.onChange((change) => seen.push(change));
    const release = store.hold();
    const answer = engine.tracker.clockIn(world.in());
    await until(() => store.commits.length === 1);
    expect(seen).toEqual([]);
    release();
    await answer;
    expect(seen).toMatchObject([{ space: SPACE, user: ANN, before: { version: 0 }, after: { version: 1 } }]);
    stop();
    await engine.tracker.clockOut(world.request());
    expect(seen).toHaveLength(1);
  });

  it('keeps the order of one member and lets others pass', async () => {
    const world = new World();
    const { tracker } = (await world.started()).engine;
    const answers = await Promise.all([
      tracker.clockIn(world.in()),
      tracker.pause(world.request()),
      tracker.clockIn(world.in({ user: BEN })),
      tracker.resume(world.request()),
      tracker.clockOut(world.request()),
    ]);
    expect(answers.map(refusal)).toEqual([null, null, null, null, null]);
    expect(world.ledger()).toEqual(['clockedIn', 'paused', 'resumed', 'clockedOut']);
    expect(value(await tracker.onTheClock(SPACE))).toMatchObject({ rows: [{ user: BEN }], possiblyStale: false });
  });

  it('refuses new changes while shutting down, and finishes what is under way', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    const release = store.hold();
    const under = engine.tracker.clockIn(world.in());
    await until(() => store.commits.length === 1);
    const drained = engine.drain(10_000);
    expect(refusal(await engine.tracker.clockIn(world.in({ user: BEN })))).toBe('SHUTTING_DOWN');
    release();
    expect(refusal(await under)).toBeNull();
    expect(await drained).toBe(true);
    expect(world.fs.paths.some((path) => path.endsWith('lock'))).toBe(false);
  });

  it('does not wait longer than it was told to', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    store.hold();
    void engine.tracker.clockIn(world.in());
    await until(() => store.commits.length === 1);
    const drained = engine.drain(10_000);
    await world.clock.advanceAsync(10_000);
    expect(await drained).toBe(false);
  });
});

describe('a change that is taken back', () => {
  it('by the request that made it, as if it had never been; not when something was changed since', async () => {
    const world = new World();
    const { tracker } = (await world.started()).engine;
    const clockedIn = world.in();
    await tracker.clockIn(clockedIn);
    world.clock.advance(10 * MINUTE);
    const out = { ...world.request(), note: 'done' };
    await tracker.clockOut(out);
    const taken = value(await tracker.takeBack({ ...world.request(), of: out.requestId }));
    expect(taken.state).toMatchObject({ active: { status: 'RUNNING', note: null }, last: null });
    expect(sums(world.backend)).toEqual({ entries: 0, days: 0, count: 0 });
    expect(world.ledger()).toEqual(['clockedIn', 'noteSet', 'clockedOut', 'undone']);
    await tracker.pause(world.request());
    expect(refusal(await tracker.takeBack({ ...world.request(), of: clockedIn.requestId }))).toBe('ENTRY_CHANGED');
    expect(refusal(await tracker.takeBack({ ...world.request(), of: requestId('nobody’s') }))).toBe('NOTHING_TO_CHANGE');
  });

  it('is refused while Redis is away, as every correction of an older entry; a click is not', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    const { tracker } = engine;
    const entry = { category: CODING, note: null, startedAt: 0, endedAt: MINUTE, pauses: [], overrideMs: null };
    const added = value(await tracker.addEntry({ ...world.request(), entry }));
    await tracker.clockIn(world.in());
    store.link.set(false);
    const { id: session } = added.session;
    const patch = { note: 'x' };
    expect(refusal(await tracker.takeBack({ ...world.request(), of: requestId('r1') }))).toBe('STORE_UNAVAILABLE');
    expect(refusal(await tracker.addEntry({ ...world.request(), entry }))).toBe('STORE_UNAVAILABLE');
    expect(refusal(await tracker.editEntry({ ...world.request(), session, patch }))).toBe('STORE_UNAVAILABLE');
    expect(refusal(await tracker.setNote({ ...world.request(), session, note: 'x' }))).toBe('STORE_UNAVAILABLE');
    expect(value(await tracker.pause(world.request())).durability).toBe('journaled');
    store.link.set(true);
    await until(() => engine.journalHealth().pending === 0);
    expect(value(await tracker.editEntry({ ...world.request(), session, patch })).session).toMatchObject({
      id: session,
      note: 'x',
    });
    // Who has nothing but entries is shown, and a repeated request is answered.
    const alone = { ...world.request({ user: BEN }), entries: [entry] };
    expect(value(await tracker.importEntries(alone)).session).toMatchObject({ endedAt: MINUTE });
    expect(value(await tracker.importEntries(alone)).replayed).toBe(true);
    expect(value(await tracker.status(SPACE, BEN)).state).toMatchObject({ active: null, last: null, version: 1 });
  });
});
