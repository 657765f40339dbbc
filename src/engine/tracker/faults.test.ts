import { describe, expect, it } from 'vitest';
import { ANN, BEN, refusal, SPACE, sums, until, value, World, type Proc } from '../../../test/support/engine.js';
import { MemoryFs } from '../../../test/support/memory-fs.js';
import { requestId, userId } from '../../domain/ids.js';
import type { Change, Unapplied } from '../api.js';

const MINUTE = 60_000;

const drained = (world: World, { engine }: Proc): Promise<void> =>
  until(() => engine.journalHealth().pending === 0, `everything synced (${JSON.stringify(world.log.lines.slice(-3))})`);

/** Redis has what it had then. */
const rollBack = ({ backend }: World, before: World['backend']['spaces']): void => {
  backend.server = `${backend.server}, again`;
  backend.spaces.clear();
  for (const [space, data] of before) backend.spaces.set(space, data);
};

/** Somebody clocked in; then process and Redis died, and Redis came back without it. */
const withLostClockIn = async (): Promise<World> => {
  const world = new World();
  const first = await world.started();
  const before = structuredClone(world.backend.spaces);
  await first.engine.tracker.clockIn(world.in());
  world.crash(0, first);
  rollBack(world, before);
  return world;
};

describe('a look at a member while something may be missing in Redis', () => {
  it('says that it may be out of date, and does not take what Redis has for what is', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    const before = structuredClone(world.backend.spaces);
    await engine.tracker.clockIn(world.in());
    store.link.set(false);
    rollBack(world, before);
    // Another process was there, and has not said yet that it brought back what it has.
    world.backend.answers.set('other', { server: 'first', stage: 0, left: false, at: world.clock.now() });
    store.link.set(true);
    const shown = value(await engine.tracker.status(SPACE, ANN));
    expect(shown).toMatchObject({ possiblyStale: true, state: { active: { status: 'RUNNING' } } });
    expect(value(await engine.tracker.onTheClock(SPACE)).possiblyStale).toBe(true);
    // Nobody waits for it for ever.
    await world.clock.advanceAsync(40_000);
    expect(value(await engine.tracker.status(SPACE, ANN))).toMatchObject({
      possiblyStale: false,
      state: { active: { status: 'RUNNING' } },
    });
  });
});

describe('acknowledged means on the disk', () => {
  it('waits for the fdatasync, although Redis has the change', async () => {
    const world = new World();
    const { engine } = await world.started();
    const release = world.fs.holdSync();
    let answered = false;
    const answer = engine.tracker.clockIn(world.in()).finally(() => (answered = true));
    await until(() => world.stored()?.version === 1);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    release();
    expect(value(await answer).durability).toBe('stored');
  });

  it('waits for Redis, although the disk has the change', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    const release = store.hold();
    let answered = false;
    const answer = engine.tracker.clockIn(world.in()).finally(() => (answered = true));
    await until(() => engine.journalHealth().pending === 1);
    expect(answered).toBe(false);
    release();
    expect(value(await answer).durability).toBe('stored');
  });

  it('brings back what Redis lost after it had confirmed, from what a power cut left on the disk', async () => {
    const world = new World();
    const first = await world.started();
    const before = structuredClone(world.backend.spaces);
    await first.engine.tracker.clockIn(world.in());
    await first.engine.tracker.pause(world.request());
    world.crash(0, first);
    rollBack(world, before);
    const second = await world.started();
    await until(() => world.stored()?.version === 2, 'restored');
    expect(world.ledger()).toEqual(['clockedIn', 'paused']);
    expect(value(await second.engine.tracker.status(SPACE, ANN)).state.active?.status).toBe('PAUSED');
  });

  it('says that Redis may have lost more of a member when all of its changes are back, and not before', async () => {
    const world = new World();
    const first = await world.started();
    const before = structuredClone(world.backend.spaces);
    await first.engine.tracker.clockIn(world.in());
    await first.engine.tracker.clockOut(world.request());
    world.crash(0, first);
    rollBack(world, before);
    const { engine } = world.process();
    const heard: string[] = [];
    engine.tracker.onChange(({ after }) => heard.push(`changed to ${String(after.version)}`));
    engine.tracker.onDoubt(({ user }) => heard.push(`doubts ${user} at ${String(world.stored()?.version)}`));
    await engine.start();
    await until(() => heard.length > 2, 'doubted');
    expect(heard).toEqual(['changed to 1', 'changed to 2', `doubts ${ANN} at 2`]);
  });

  it('brings it back before it decides what is asked for in the moment of its start', async () => {
    const world = await withLostClockIn();
    const second = world.process();
    const starting = second.engine.start();
    const answer = second.engine.tracker.clockIn(world.in({ requestId: requestId('again') }));
    await starting;
    expect(refusal(await answer)).toBe('SESSION_ALREADY_ACTIVE');
    expect(world.ledger()).toEqual(['clockedIn']);
  });

  it('brings it back also when the disk refused everything at the start, before anything new of the member', async () => {
    const world = await withLostClockIn();
    world.fs.fail('rename', 'EROFS');
    world.fs.fail('create', 'EROFS');
    const second = await world.started();
    expect(second.engine.journalHealth()).toMatchObject({ state: 'failed', syncing: true });
    expect(refusal(await second.engine.tracker.clockIn(world.in({ requestId: requestId('no') })))).toBe('NOT_RECORDED');
    world.fs.heal();
    world.clock.advance(1_000);
    await until(() => second.engine.journalHealth().state === 'ok');
    expect(refusal(await second.engine.tracker.clockIn(world.in({ requestId: requestId('again') })))).toBe(
      'SESSION_ALREADY_ACTIVE',
    );
    await until(() => !second.engine.journalHealth().syncing);
    expect(world.ledger()).toEqual(['clockedIn']);
  });

  it('brings back what a failover lost when the link comes again, before anything new of the member', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    await engine.tracker.clockIn(world.in());
    const older = structuredClone(world.backend.spaces.get(SPACE)!);
    world.clock.advance(MINUTE);
    await engine.tracker.clockOut(world.request());
    await engine.tracker.clockIn(world.in({ requestId: requestId('second') }));
    store.link.set(false);
    world.backend.spaces.set(SPACE, older);
    store.link.set(true);
    world.clock.advance(MINUTE);
    const ended = value(await engine.tracker.clockOut(world.request()));
    expect(ended).toMatchObject({ durability: 'stored', session: { id: 'second' } });
    expect(world.ledger()).toEqual(['clockedIn', 'clockedOut', 'clockedIn', 'clockedOut']);
    expect(sums(world.backend)).toEqual({ entries: 2 * MINUTE, days: 2 * MINUTE, count: 2 });
  });

  it('tells its listeners what it brought back, also when it was the last change alone', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    await engine.tracker.clockIn(world.in());
    const older = structuredClone(world.backend.spaces.get(SPACE)!);
    await engine.tracker.pause(world.request());
    const changes: Change[] = [];
    engine.tracker.onChange((change) => changes.push(change));
    store.link.set(false);
    world.backend.spaces.set(SPACE, older);
    store.link.set(true);
    await until(() => world.stored()?.version === 2, 'restored');
    await until(() => changes.length > 0, 'told');
    expect(changes.map(({ before, after }) => [before.active?.status, after.active?.status])).toEqual([['RUNNING', 'PAUSED']]);
  });

  it.each(['warm', 'cold'])('notices lost history also when the link never went down (%s cache)', async (cache) => {
    const world = new World();
    const { engine, store } = await world.started();
    await engine.tracker.clockIn(world.in());
    const older = structuredClone(world.backend.spaces.get(SPACE)!);
    await engine.tracker.pause(world.request());
    const load = store.load.bind(store);
    if (cache === 'warm') store.load = async (space, user) => store.peek(space, user) ?? load(space, user);
    world.backend.spaces.set(SPACE, older);
    expect(refusal(await engine.tracker.resume(world.request()))).toBeNull();
    expect(world.ledger()).toEqual(['clockedIn', 'paused', 'resumed']);
  });

  it('fills a gap that nobody can fill with what it has, and says so', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    await engine.tracker.clockIn(world.in());
    store.link.set(false);
    world.fs.damage(
      world.fs.paths.find((path) => path.endsWith('.seg'))!,
      (bytes) => {
        bytes[20] = bytes[20]! ^ 0xff;
        return bytes;
      },
    );
    store.link.set(true);
    await engine.tracker.pause(world.request());
    store.link.set(false);
    world.backend.spaces.clear();
    store.link.set(true);
    await until(() => world.clock.pending > 0);
    await world.clock.advanceAsync(4_000);
    expect(world.stored()).toBeUndefined();
    await world.clock.advanceAsync(3_000);
    await until(() => world.stored() !== undefined, 'restored');
    expect(world.stored()).toMatchObject({ version: 1, active: { status: 'PAUSED' } });
    expect(world.log.lines.some(({ level, message }) => level === 'error' && message.includes('missing'))).toBe(true);
  });
});

describe('two processes with disks of their own, of whose work Redis loses a part while one of them is gone', () => {
  /** Clocked in by one, paused by the other; then `more`. Redis falls back to the clock-in, and the other is dead until `back`. */
  const withTheOtherGone = async (more: (world: World, one: Proc) => Promise<void>) => {
    const world = new World();
    const disk = new MemoryFs(() => world.clock.now());
    const [one, other] = [await world.started(), await world.started({ fs: disk })];
    await one.engine.tracker.clockIn(world.in());
    const before = structuredClone(world.backend.spaces);
    world.clock.advance(MINUTE);
    await other.engine.tracker.pause(world.request());
    world.clock.advance(MINUTE);
    await more(world, one);
    world.dead.add(other.pid);
    for (const { store } of [one, other]) store.link.set(false);
    rollBack(world, before);
    one.store.link.set(true);
    return { world, one, back: () => world.started({ fs: disk }) };
  };

  it('waits for what lies on the other disk, records meanwhile, and puts all of it in order', async () => {
    const { world, one, back } = await withTheOtherGone(async ({ request }, { engine }) => {
      expect(value(await engine.tracker.resume(request())).durability).toBe('stored');
    });
    world.clock.advance(MINUTE);
    const ended = value(await one.engine.tracker.clockOut(world.request()));
    expect(ended).toMatchObject({ durability: 'journaled', session: { status: 'ENDED_UNCONFIRMED' } });
    await world.clock.advanceAsync(20_000);
    expect(world.stored()?.version).toBe(1);
    await back();
    for (let second = 0; second < 5; second += 1) await world.clock.advanceAsync(1_000);
    await drained(world, one);
    expect(world.ledger()).toEqual(['clockedIn', 'paused', 'resumed', 'clockedOut']);
    expect(sums(world.backend)).toEqual({ entries: 2 * MINUTE, days: 2 * MINUTE, count: 1 });
    expect(world.notices).toEqual([]);
  });

  it('waits also when it only heard of what the other did', async () => {
    const { world, one, back } = await withTheOtherGone(() => Promise.resolve());
    expect(value(await one.engine.tracker.resume(world.request()))).toMatchObject({ durability: 'journaled', assumed: true });
    await world.clock.advanceAsync(20_000);
    expect(world.stored()?.version).toBe(1);
    await back();
    for (let second = 0; second < 5; second += 1) await world.clock.advanceAsync(1_000);
    await drained(world, one);
    expect(world.ledger()).toEqual(['clockedIn', 'paused', 'resumed']);
  });

  it('goes on with what there is when the other does not come back', async () => {
    const { world, one } = await withTheOtherGone(() => Promise.resolve());
    expect(value(await one.engine.tracker.clockOut(world.request())).durability).toBe('journaled');
    await world.clock.advanceAsync(45_000);
    await drained(world, one);
    expect(world.ledger()).toEqual(['clockedIn', 'clockedOut']);
    expect(value(await one.engine.tracker.clockIn(world.in())).durability).toBe('stored');
  });
});

describe('Redis away', () => {
  it('records, shows, refuses what is plainly wrong, and applies in order when it is back', async () => {
    const world = new World();
    const proc = await world.started();
    const { tracker } = proc.engine;
    await tracker.clockIn(world.in());
    proc.store.link.set(false);
    world.clock.advance(MINUTE);
    expect(value(await tracker.pause(world.request()))).toMatchObject({ durability: 'journaled', session: { status: 'PAUSED' } });
    expect(refusal(await tracker.clockIn(world.in()))).toBe('SESSION_ALREADY_ACTIVE');
    world.clock.advance(MINUTE);
    await tracker.resume(world.request());
    world.clock.advance(MINUTE);
    const out = value(await tracker.clockOut({ ...world.request(), note: 'offline' }));
    expect(out).toMatchObject({ durability: 'journaled', session: { note: 'offline', endedAt: world.clock.now() } });
    expect(out.assumed).toBeUndefined();
    expect(value(await tracker.status(SPACE, ANN))).toMatchObject({ possiblyStale: true, state: { active: null } });
    expect(value(await tracker.onTheClock(SPACE))).toEqual({ rows: [], possiblyStale: true });
    expect(proc.engine.journalHealth()).toMatchObject({ state: 'ok', pending: 3, lagMs: 2 * MINUTE });
    world.clock.advance(20 * MINUTE);
    proc.store.link.set(true);
    await drained(world, proc);
    expect(world.ledger()).toEqual(['clockedIn', 'paused', 'resumed', 'noteSet', 'clockedOut']);
    expect(sums(world.backend)).toEqual({ entries: 2 * MINUTE, days: 2 * MINUTE, count: 1 });
    expect(value(await tracker.status(SPACE, ANN))).toMatchObject({
      possiblyStale: false,
      totals: { today: { coding: 2 * MINUTE } },
    });
  });

  it('takes a change of a member it knows nothing of', async () => {
    const world = new World();
    const earlier = await world.started();
    await earlier.engine.tracker.clockIn(world.in({ requestId: requestId('earlier') }));
    await earlier.engine.drain(1_000);
    world.clock.advance(60 * MINUTE);
    // Another machine: what the process before journaled is not to be had here.
    world.fs = new MemoryFs(() => world.clock.now());
    const proc = world.process();
    proc.store.link.set(false);
    await proc.engine.start();
    expect(refusal(await proc.engine.tracker.status(SPACE, ANN))).toBe('STORE_UNAVAILABLE');
    const out = value(await proc.engine.tracker.clockOut(world.request()));
    expect(out).toMatchObject({ durability: 'journaled', assumed: true, session: { status: 'ENDED_UNCONFIRMED' } });
    // What rests on an assumption says so, also after the next start.
    const again = (which: Proc) => which.engine.tracker.clockOut(world.request());
    expect(await again(proc)).toEqual({ ok: false, error: { code: 'SESSION_NOT_ACTIVE', assumed: true } });
    expect(value(await proc.engine.tracker.clockIn(world.in({ requestId: requestId('next') })))).toMatchObject({ assumed: true });
    world.crash(0, proc);
    const next = world.process();
    next.store.link.set(false);
    await next.engine.start();
    const { tracker } = next.engine;
    expect(await tracker.clockIn(world.in())).toEqual({ ok: false, error: { code: 'SESSION_ALREADY_ACTIVE', assumed: true } });
    next.store.link.set(true);
    await drained(world, next);
    expect(world.stored()).toMatchObject({ active: { id: 'next' }, last: { id: 'earlier', endedAt: world.clock.now() } });
    expect(await tracker.clockIn(world.in())).toEqual({ ok: false, error: { code: 'SESSION_ALREADY_ACTIVE' } });
  });

  it('knows a click of before as long as the state tells of it', async () => {
    const world = new World();
    const proc = await world.started();
    const clockIn = world.in();
    await proc.engine.tracker.clockIn(clockIn);
    proc.store.link.set(false);
    world.clock.advance(MINUTE);
    expect(value(await proc.engine.tracker.clockIn(clockIn))).toMatchObject({ replayed: true, durability: 'journaled' });
    expect(proc.engine.journalHealth().pending).toBe(0);
    expect(await proc.engine.tracker.resume(world.request())).toEqual({ ok: false, error: { code: 'SESSION_NOT_PAUSED' } });
  });

  it('knows the state from the journal of the process before, also without Redis', async () => {
    const world = new World();
    const earlier = await world.started();
    await earlier.engine.tracker.clockIn(world.in({ requestId: requestId('earlier') }));
    earlier.store.link.set(false);
    await earlier.engine.tracker.pause(world.request());
    world.crash(0, earlier);
    const proc = world.process();
    proc.store.link.set(false);
    await proc.engine.start();
    expect(value(await proc.engine.tracker.status(SPACE, ANN)).state.active).toMatchObject({ id: 'earlier', status: 'PAUSED' });
    expect(refusal(await proc.engine.tracker.pause(world.request()))).toBe('SESSION_ALREADY_PAUSED');
    proc.store.link.set(true);
    await drained(world, proc);
    expect(world.ledger()).toEqual(['clockedIn', 'paused']);
  });

  it('takes back what it showed of a second delivery that it could not know as such', async () => {
    const world = new World();
    const earlier = await world.started();
    const first = world.in();
    await earlier.engine.tracker.clockIn(first);
    world.clock.advance(MINUTE);
    await earlier.engine.tracker.clockOut(world.request());
    await earlier.engine.drain(1_000);
    world.fs = new MemoryFs(() => world.clock.now());
    const proc = world.process();
    proc.store.link.set(false);
    await proc.engine.start();
    const shown: (string | undefined)[] = [];
    proc.engine.tracker.onChange(({ after }) => void shown.push(after.active?.id));
    expect(value(await proc.engine.tracker.clockIn(first)).durability).toBe('journaled');
    expect(shown).toEqual([first.requestId]);
    proc.store.link.set(true);
    await drained(world, proc);
    await until(() => shown.length > 1);
    expect(shown).toEqual([first.requestId, undefined]);
    expect(world.ledger()).toEqual(['clockedIn', 'clockedOut']);
  });

  it('answers a second delivery as such, before and after the sync, and after a restart', async () => {
    const world = new World();
    const proc = await world.started();
    proc.store.link.set(false);
    const clockIn = world.in();
    expect(value(await proc.engine.tracker.clockIn(clockIn))).toMatchObject({ replayed: false });
    expect(value(await proc.engine.tracker.clockIn(clockIn))).toMatchObject({ replayed: true, durability: 'journaled' });
    world.crash(0, proc);
    const next = world.process();
    next.store.link.set(false);
    await next.engine.start();
    expect(value(await next.engine.tracker.clockIn(clockIn))).toMatchObject({ replayed: true, durability: 'journaled' });
    next.store.link.set(true);
    await drained(world, next);
    expect(value(await next.engine.tracker.clockIn(clockIn))).toMatchObject({ replayed: true, durability: 'stored' });
    expect(world.ledger()).toEqual(['clockedIn']);
  });

  it('applies a change once that another process had applied long before it was taken here', async () => {
    const world = new World();
    const [here, there] = [await world.started(), await world.started()];
    await there.engine.tracker.clockIn(world.in());
    world.clock.advance(MINUTE);
    const late = world.request();
    await there.engine.tracker.pause(late);
    for (const change of ['resume', 'pause', 'resume', 'pause', 'resume'] as const) {
      world.clock.advance(MINUTE);
      await there.engine.tracker[change](world.request());
    }
    await here.engine.tracker.status(SPACE, ANN);
    here.store.link.set(false);
    expect(value(await here.engine.tracker.pause(late))).toMatchObject({ durability: 'journaled', assumed: true });
    const pause = () => here.engine.tracker.pause(world.request());
    expect(await pause()).toEqual({ ok: false, error: { code: 'SESSION_ALREADY_PAUSED', assumed: true } });
    here.store.link.set(true);
    await drained(world, here);
    expect(world.ledger()).toEqual(['clockedIn', 'paused', 'resumed', 'paused', 'resumed', 'paused', 'resumed']);
    // And where Redis can be asked at once.
    expect(value(await here.engine.tracker.pause(late))).toMatchObject({ replayed: true });
    const third = await world.started();
    expect(value(await third.engine.tracker.pause(late))).toMatchObject({ replayed: true });
    expect(world.ledger()).toHaveLength(7);
  });

  it('tells the member when a change could not be applied, and listeners how it really is', async () => {
    const world = new World();
    const [here, there] = [await world.started(), await world.started()];
    const unapplied: Unapplied[] = [];
    const changes: Change[] = [];
    here.engine.tracker.onUnapplied((notice) => unapplied.push(notice));
    here.engine.tracker.onChange((change) => changes.push(change));
    await there.engine.tracker.clockIn(world.in());
    await here.engine.tracker.status(SPACE, ANN);
    here.store.link.set(false);
    world.clock.advance(MINUTE);
    const pause = world.request();
    await here.engine.tracker.pause(pause);
    world.clock.advance(MINUTE);
    await there.engine.tracker.clockOut(world.request());
    here.store.link.set(true);
    await drained(world, here);
    const expected = [{ requestId: pause.requestId, command: 'pause', at: pause.at, error: { code: 'EVENT_TOO_OLD' } }];
    expect(unapplied).toMatchObject(expected);
    expect(world.notices).toMatchObject(expected);
    expect(changes.at(-1)).toMatchObject({ before: { active: { status: 'PAUSED' } }, after: { active: null } });
    expect(world.ledger()).toEqual(['clockedIn', 'clockedOut']);
    world.crash(0, here);
    const next = await world.started();
    await drained(world, next);
    expect(world.notices).toHaveLength(1);
  });

  it.each(['lost reply', 'dropped commit'])('treats an unknown outcome as recorded (%s)', async (how) => {
    const world = new World();
    const proc = await world.started();
    await proc.engine.tracker.clockIn(world.in());
    if (how === 'lost reply') proc.store.loseReplies(1);
    else proc.store.dropCommits(1);
    const pause = value(await proc.engine.tracker.pause(world.request()));
    expect(pause).toMatchObject({ durability: 'journaled', session: { status: 'PAUSED' } });
    expect(value(await proc.engine.tracker.resume(world.request())).durability).toBe('stored');
    expect(world.ledger()).toEqual(['clockedIn', 'paused', 'resumed']);
    expect(proc.engine.journalHealth().pending).toBe(0);
  });

  it('comes back to an unknown outcome by itself', async () => {
    const world = new World();
    const proc = await world.started();
    proc.store.dropCommits(1);
    await proc.engine.tracker.clockIn(world.in());
    expect(world.stored()).toBeUndefined();
    await world.clock.advanceAsync(1_000);
    await drained(world, proc);
    expect(world.ledger()).toEqual(['clockedIn']);
  });

  it('syncs many members, each once, although the link goes again in the middle', async () => {
    const world = new World();
    const proc = await world.started();
    proc.store.link.set(false);
    const members = Array.from({ length: 100 }, (_, index) => String(index + 1));
    for (const member of members) {
      await proc.engine.tracker.clockIn(world.in({ user: userId(member) }));
      await proc.engine.tracker.pause(world.request({ user: userId(member) }));
    }
    proc.store.link.set(true);
    await until(() => world.backend.spaces.get(SPACE)?.ledger.length === 50, 'half way').catch(() => undefined);
    proc.store.link.set(false);
    proc.store.loseReplies(20);
    proc.store.link.set(true);
    await until(() => world.clock.pending > 0);
    for (let second = 0; second < 5; second += 1) await world.clock.advanceAsync(1_000);
    await drained(world, proc);
    for (const member of members) expect(world.ledger(userId(member))).toEqual(['clockedIn', 'paused']);
  });
});

describe('the journal away', () => {
  it('refuses honestly, and touches nothing, when it is known to have failed', async () => {
    const world = new World();
    const { engine, store } = await world.started();
    world.fs.fail('datasync', 'EIO');
    const changes: unknown[] = [];
    engine.tracker.onChange((change) => changes.push(change));
    expect(refusal(await engine.tracker.clockIn(world.in()))).toBe('COMMIT_UNCERTAIN');
    // Redis has it: roles follow.
    expect(changes).toMatchObject([{ after: { version: 1 } }]);
    expect(engine.journalHealth().state).toBe('failed');
    const asked = store.commits.length;
    expect(refusal(await engine.tracker.clockIn(world.in({ user: BEN })))).toBe('NOT_RECORDED');
    expect(store.commits).toHaveLength(asked);
    store.link.set(false);
    expect(refusal(await engine.tracker.clockIn(world.in({ user: BEN })))).toBe('NOT_RECORDED');
    store.link.set(true);
    world.fs.heal();
    await world.clock.advanceAsync(1_000);
    expect(refusal(await engine.tracker.clockIn(world.in({ user: BEN })))).toBeNull();
  });

  it('says that it is uncertain, and the retry settles it', async () => {
    const world = new World();
    const { engine } = await world.started();
    world.fs.fail('datasync', 'EIO');
    const clockIn = world.in();
    expect(refusal(await engine.tracker.clockIn(clockIn))).toBe('COMMIT_UNCERTAIN');
    expect(refusal(await engine.tracker.clockIn(clockIn))).toBe('COMMIT_UNCERTAIN');
    world.fs.heal();
    await world.clock.advanceAsync(1_000);
    expect(value(await engine.tracker.clockIn(clockIn))).toMatchObject({ durability: 'stored', replayed: true });
    expect(world.ledger()).toEqual(['clockedIn']);
  });

  it('never applies later what it called not recorded', async () => {
    const world = new World();
    const proc = await world.started();
    proc.store.link.set(false);
    world.fs.fail('datasync', 'EIO');
    expect(refusal(await proc.engine.tracker.clockIn(world.in()))).toBe('NOT_RECORDED');
    world.fs.heal();
    await world.clock.advanceAsync(1_000);
    expect(refusal(await proc.engine.tracker.clockIn(world.in({ user: BEN })))).toBeNull();
    world.crash(1, proc);
    const next = await world.started();
    await drained(world, next);
    await until(() => world.stored(BEN) !== undefined);
    expect(world.stored(ANN)).toBeUndefined();
  });

  it('starts without a disk and takes changes once it is there', async () => {
    const world = new World();
    world.fs.fail('create', 'EROFS');
    const { engine } = await world.started();
    expect(refusal(await engine.tracker.clockIn(world.in()))).toBe('NOT_RECORDED');
    world.fs.heal();
    await world.clock.advanceAsync(1_000);
    expect(refusal(await engine.tracker.clockIn(world.in()))).toBeNull();
  });

  it('leaves nothing open when the disk takes a record in the moment in which it is offered', async () => {
    const world = new World();
    const first = await world.started();
    first.store.link.set(false);
    await first.engine.tracker.clockIn(world.in());
    world.crash(0, first);
    world.fs.fail('create', 'EROFS');
    const { engine, store } = world.process();
    const release = store.hold();
    await engine.start();
    await until(() => store.commits.length === 1, 'offered');
    world.fs.heal();
    for (let second = 0; second < 3; second += 1) await world.clock.advanceAsync(1_000);
    await until(() => engine.journalHealth().pending === 1, 'taken over');
    release();
    await until(() => world.stored()?.version === 1, 'stored');
    await until(() => engine.journalHealth().pending === 0, 'settled');
  });

  it('brings what an earlier process recorded to Redis although the disk is full', async () => {
    const world = new World();
    const earlier = await world.started();
    earlier.store.link.set(false);
    await earlier.engine.tracker.clockIn(world.in());
    world.crash(0, earlier);
    world.fs.room = 0;
    const next = await world.started();
    await until(() => world.stored() !== undefined, 'synced');
    expect(next.engine.journalHealth().state).toBe('failed');
    world.fs.heal();
    await world.clock.advanceAsync(61_000);
    await drained(world, next);
    expect(world.ledger()).toEqual(['clockedIn']);
    expect(world.fs.paths.filter((path) => path.includes('~'))).toEqual([]);
  });
});
