import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ANN, BEN, CODING, refusal, SPACE, value, World } from '../../../test/support/engine.js';
import { MemoryDue } from '../../../test/support/memory-due.js';
import { RecordingMetrics } from '../../../test/support/fakes.js';
import { seedFrom } from '../../../test/support/seed.js';
import { MemoryDocumentStore, memoryDocuments } from '../../../test/support/memory-documents.js';
import { createAlarms } from '../../domain/alarms.js';
import { requestId, type SessionId, type UserId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import type { Session } from '../../domain/session.js';
import { CONFIRM_CONSUMER } from './confirm.js';
import { createDueJobs } from '../due-jobs.js';
import { createLease } from '../lease/lease.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import type { Handle } from '../outbox/outbox.js';
import type { Spaces } from '../spaces.js';
import { StoreUnavailable } from '../store.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An engine with its due jobs over stores in memory. What the ledger has is handed over when `follow` is called, in pieces. */
const setUp = async () => {
  const world = new World();
  const due = new MemoryDue();
  const setting: { days: number | null } = { days: 7 };
  const spaces: Spaces = {
    ...world.spaces,
    get: async (space) => {
      const config = await world.spaces.get(space);
      return { ...config, settings: { ...config.settings, confirmAfterDays: setting.days } };
    },
  };
  // As in the sandbox: moments move, and what measures lengths of time takes no notice.
  const machine = world.clock;
  let ahead = 0;
  const clock: Clock = {
    now: () => machine.now() + ahead,
    monotonic: () => machine.monotonic(),
    after: (ms, task) => machine.after(ms, task),
    every: (ms, task) => machine.every(ms, task),
  };
  const { engine, store } = await world.started({ spaces, momentClock: clock });
  const { log } = world;
  let handle: Handle<LedgerRow> = () => Promise.resolve();
  const alarms = createAlarms({ clock, log });
  const metrics = new RecordingMetrics();
  const lease = createLease({
    store: { take: () => Promise.resolve({ mine: true, fence: 1, leftMs: 6_000 }), release: () => Promise.resolve() },
    ...{ name: 'due', owner: 'me', clock: machine, log, metrics },
  });
  const unasked = { post: () => Promise.reject(new Error('asked')), warn: () => Promise.reject(new Error('asked')) };
  const jobs = createDueJobs({
    ...{
      documents: memoryDocuments(new MemoryDocumentStore()),
      boardPoster: unasked,
      due,
      store,
      spaces,
      corrections: engine.tracker,
      lease,
      clock: machine,
      momentClock: clock,
      alarms,
      log,
      metrics,
    },
    outbox: {
      consume: (name, given) => {
        if (name === CONFIRM_CONSUMER) handle = given;
        return () => Promise.resolve();
      },
    },
  });
  jobs.start();
  let read = 0;
  let settings = 0;
  const ledger = () => world.backend.spaces.get(SPACE)?.ledger ?? [];
  const follow = async (batch = 100): Promise<void> => {
    for (const all = ledger(); read < all.length; read = Math.min(all.length, read + batch))
      await handle(SPACE, all.slice(read, read + batch));
  };
  /** As `/config set` does it: the ledger tells of it, and of nothing more than the key. */
  const setDays = async (days: number | null): Promise<void> => {
    await follow();
    const change = { path: ['settings', 'confirmAfterDays'], before: setting.days, after: days };
    setting.days = days;
    settings += 1;
    const facts = {
      id: `s${settings}`,
      requestId: requestId(`s${settings}`),
      user: null,
      version: settings,
      event: 'settingsChanged',
    };
    const row = {
      kind: 'document' as const,
      document: 'configuration',
      ...facts,
      at: clock.now(),
      actor: BEN,
      source: 'command',
    };
    await handle(SPACE, [{ ...row, changes: [change] }]);
  };
  /** Moves the time, and stops at each moment at which something is due. */
  const goOn = async (ms: number): Promise<void> => {
    const until = clock.now() + ms;
    for (let next = alarms.next(); next !== null && next <= until; next = alarms.next()) {
      ahead += Math.max(0, next - clock.now());
      await alarms.ring();
    }
    ahead += Math.max(0, until - clock.now());
    await machine.advanceAsync(0);
    await jobs.idle();
  };
  const pass = async (ms: number): Promise<void> => {
    await follow();
    await goOn(ms);
  };
  const request = (fields: Parameters<World['request']>[0] = {}) => world.request({ at: clock.now(), ...fields });
  const entries = (user: UserId = ANN): readonly Session[] => [
    ...(world.backend.spaces.get(SPACE)?.entries.get(user)?.values() ?? []),
  ];
  const statusOf = (id: SessionId, user?: UserId) => entries(user).find((entry) => entry.id === id)?.status;
  const worked = async (user: UserId = ANN): Promise<SessionId> => {
    const { session } = value(await engine.tracker.clockIn(world.in({ user, at: clock.now() })));
    await goOn(HOUR);
    value(await engine.tracker.clockOut(request({ user })));
    return session.id;
  };
  return {
    world,
    request,
    due,
    jobs,
    tracker: engine.tracker,
    store,
    clock,
    machine,
    follow,
    goOn,
    setDays,
    pass,
    entries,
    statusOf,
    worked,
    ledger,
  };
};

it('an entry confirms itself when nobody has changed it for the set time: as the bot, at that moment, and it can be taken back', async () => {
  const { request, due, tracker, clock, setDays, pass, statusOf, worked, ledger } = await setUp();
  const id = await worked();
  const endedAt = clock.now();
  value(await tracker.adjust({ ...request(), session: id, effectiveMs: HOUR / 2 }));
  await pass(7 * DAY - 1);
  expect(statusOf(id)).toBe('ENDED_UNCONFIRMED');
  await pass(1);
  expect(statusOf(id)).toBe('ENDED_CONFIRMED');
  const [row] = ledger().slice(-1);
  expect(row).toMatchObject({
    event: 'confirmed',
    at: endedAt + 7 * DAY,
    actor: null,
    source: 'due',
    after: { overrideMs: HOUR / 2 },
  });
  expect(due.rows(SPACE)).toEqual([]);
  // Taken back, it waits as long again, also with another setting.
  value(await tracker.takeBack({ ...request(), of: row!.requestId }));
  expect(statusOf(id)).toBe('ENDED_UNCONFIRMED');
  await setDays(2);
  await pass(2 * DAY - 1);
  expect(statusOf(id)).toBe('ENDED_UNCONFIRMED');
  await pass(1);
  expect(statusOf(id)).toBe('ENDED_CONFIRMED');
});

it('counts from the last change, whatever it was, and from the end of what lies ahead', async () => {
  const { request, tracker, clock, pass, statusOf, worked } = await setUp();
  const id = await worked();
  await pass(6 * DAY);
  value(await tracker.setNote({ ...request(), session: id, note: 'late' }));
  const startedAt = clock.now() + 2 * DAY;
  const ahead = { category: CODING, note: null, startedAt, endedAt: startedAt + HOUR, pauses: [], overrideMs: null };
  const { session } = value(await tracker.addEntry({ ...request(), entry: ahead }));
  await pass(7 * DAY - 1);
  expect(statusOf(id)).toBe('ENDED_UNCONFIRMED');
  await pass(1);
  expect([statusOf(id), statusOf(session.id)]).toEqual(['ENDED_CONFIRMED', 'ENDED_UNCONFIRMED']);
  await pass(2 * DAY + HOUR);
  expect(statusOf(session.id)).toBe('ENDED_CONFIRMED');
});

it('a recount does not put it off', async () => {
  const { request, world, tracker, pass, statusOf, worked } = await setUp();
  const id = await worked();
  await pass(6 * DAY);
  world.timeZone = 'UTC';
  value(await tracker.recount({ ...request({ actor: null }), sessions: [id] }));
  await pass(DAY);
  expect(statusOf(id)).toBe('ENDED_CONFIRMED');
});

it('looks at what is there and not at its row: nothing is confirmed early while nobody reads the ledger', async () => {
  const { request, due, jobs, tracker, clock, follow, goOn, statusOf, worked } = await setUp();
  const id = await worked();
  await follow();
  await goOn(7 * DAY - HOUR);
  value(await tracker.setNote({ ...request(), session: id, note: 'in the last hour' }));
  // Its row is still of the clock-out.
  await goOn(HOUR);
  await jobs.idle();
  expect(statusOf(id)).toBe('ENDED_UNCONFIRMED');
  expect(due.rows(SPACE)[0]?.at).toBe(clock.now() - HOUR + 7 * DAY);
  await goOn(7 * DAY - HOUR);
  await jobs.idle();
  expect(statusOf(id)).toBe('ENDED_CONFIRMED');
});

it('never, as long as the setting is off; and what waited counts when it is on again', async () => {
  const { due, setDays, pass, statusOf, worked } = await setUp();
  const id = await worked();
  await setDays(null);
  await pass(400 * DAY);
  expect(statusOf(id)).toBe('ENDED_UNCONFIRMED');
  const other = await worked(BEN);
  await pass(DAY);
  await setDays(3);
  await pass(1);
  expect([statusOf(id), statusOf(other, BEN)]).toEqual(['ENDED_CONFIRMED', 'ENDED_UNCONFIRMED']);
  await pass(2 * DAY);
  expect(statusOf(other, BEN)).toBe('ENDED_CONFIRMED');
  expect(due.rows(SPACE)).toEqual([]);
});

it('an older process that confirmed it meanwhile, and one that died after it had, change nothing', async () => {
  const { request, due, tracker, clock, pass, entries, worked, ledger, machine } = await setUp();
  const id = await worked();
  const [entry] = entries();
  const at = clock.now() + 7 * DAY;
  const change = due.change.bind(due);
  await pass(7 * DAY - 1);
  // It dies before it can note what it has done: the row is there again.
  due.change = () => Promise.reject(new StoreUnavailable('it is gone', { maybeApplied: false }));
  await pass(1);
  const { length } = ledger();
  due.change = change;
  await machine.advanceAsync(5_000);
  expect([ledger().length, due.rows(SPACE)]).toEqual([length, []]);
  const again = await tracker.confirmUnchanged({
    ...{ space: SPACE, user: ANN, requestId: requestId(`confirm:${id}:${at - 7 * DAY}`), at, actor: null, source: 'due' },
    entry: entry!,
  });
  expect(again).toMatchObject({ ok: true, value: { replayed: true } });
  expect(refusal(await tracker.confirmUnchanged({ ...request(), entry: entry! }))).toBe('ENTRY_CHANGED');
});

it('waits while Redis is away, and then confirms with the moment at which it was due', async () => {
  const { world, due, store, clock, machine, goOn, pass, statusOf, worked, ledger } = await setUp();
  const id = await worked();
  const endedAt = clock.now();
  await pass(7 * DAY - HOUR);
  store.link.set(false);
  due.offline = true;
  await goOn(5 * HOUR);
  expect(statusOf(id)).toBe('ENDED_UNCONFIRMED');
  store.link.set(true);
  due.offline = false;
  await machine.advanceAsync(60_000);
  expect(statusOf(id)).toBe('ENDED_CONFIRMED');
  expect(ledger().at(-1)).toMatchObject({ at: endedAt + 7 * DAY });
  expect(world.notices).toEqual([]);
});

const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 3 * DAY }) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('days' as const), days: fc.constantFrom(null, 1, 2, 3, 7, 10) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('read' as const), batch: fc.integer({ min: 1, max: 5 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('do' as const),
      what: fc.constantFrom('work', 'work', 'add', 'adjust', 'confirm', 'reopen', 'note', 'move', 'delete', 'undo', 'recount'),
      user: fc.constantFrom(ANN, BEN),
      which: fc.nat(5),
    }),
  },
);

it('whatever people and settings do, exactly those are confirmed that a simple model says', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 50 }), async (steps) => {
      const { world, request, tracker, clock, follow, setDays, pass, entries, worked, ledger } = await setUp();
      let days: number | null = 7;
      /** What the model thinks of each session that waits: since when. */
      const waits = new Map<SessionId, number>();
      let modelled = 0;
      const learn = (): void => {
        for (const { event, source, at, before, after } of ledger().slice(modelled)) {
          const session = after ?? before;
          if (session === null || event === 'recounted' || source === 'due') continue;
          if (after?.status === 'ENDED_UNCONFIRMED') waits.set(after.id, Math.max(at, after.endedAt ?? 0));
          else waits.delete(session.id);
        }
        modelled = ledger().length;
      };
      /** Confirms in the model what is due by now. */
      const mature = (): void => {
        for (const [id, since] of waits) if (days !== null && since + days * DAY <= clock.now()) waits.delete(id);
      };
      const check = (): void => {
        const waiting = [ANN, BEN].flatMap((user) => entries(user).filter(({ status }) => status === 'ENDED_UNCONFIRMED'));
        expect(waiting.map(({ id }) => id).toSorted()).toEqual([...waits.keys()].toSorted());
      };
      const perform = async (what: string, user: UserId, which: number): Promise<void> => {
        const asked = request({ user });
        const all = entries(user);
        const entry = all[which % Math.max(1, all.length)];
        if (what === 'work') await worked(user).catch(() => undefined);
        if (what === 'add') {
          const startedAt = clock.now() + (which - 3) * DAY;
          const fields = { category: CODING, note: null, startedAt, endedAt: startedAt + HOUR, pauses: [], overrideMs: null };
          await tracker.addEntry({ ...asked, entry: fields });
        }
        if (entry === undefined) return;
        const session = entry.id;
        if (what === 'adjust') await tracker.adjust({ ...asked, session, effectiveMs: which * HOUR });
        if (what === 'confirm') await tracker.confirm({ ...asked, session });
        if (what === 'reopen') await tracker.reopen({ ...asked, session });
        if (what === 'note') await tracker.setNote({ ...asked, session, note: `${which} ${clock.now()}` });
        if (what === 'move') await tracker.editEntry({ ...asked, session, patch: { startedAt: entry.startedAt - which - 1 } });
        if (what === 'delete') await tracker.deleteEntry({ ...asked, session });
        if (what === 'undo') await tracker.takeBack({ ...asked, of: ledger().at(-1 - (which % ledger().length))!.requestId });
        if (what === 'recount') {
          world.timeZone = world.timeZone === 'UTC' ? 'Europe/Berlin' : 'UTC';
          await tracker.recount({ ...asked, sessions: [session] });
        }
      };
      for (const now of steps) {
        if (now.type === 'pass') await pass(now.ms);
        else if (now.type === 'read') await follow(now.batch);
        else if (now.type === 'days') {
          days = now.days;
          await setDays(now.days);
        } else {
          await perform(now.what, now.user, now.which);
          learn();
        }
        // What became due in the hour of a session, or by the setting.
        await pass(2_000);
        learn();
        mature();
        check();
      }
      // Half a day at a time: each has to be confirmed when it is due, and not only in the end.
      for (let half = 0; half < 24; half += 1) {
        await pass(DAY / 2);
        mature();
        check();
      }
    }),
    { numRuns: 60, seed: seedFrom('PUNCHCARD_TEST_SEED') },
  );
});
