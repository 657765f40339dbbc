import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { MemoryDue } from '../../../test/support/memory-due.js';
import { createAlarms } from '../../domain/alarms.js';
import { guildSpace, userId, type SpaceId } from '../../domain/ids.js';
import { createLease } from '../lease/lease.js';
import { LaneFull } from '../store.js';
import { defineDueJob, type DueJob, type DueTask } from './due-job.js';
import { putRow, settleRow, type DueRow } from './due-row.js';
import { createDueWorker, type DueWorker } from './worker.js';

const [ONE, TWO] = [guildSpace('1'), guildSpace('2')];
const [ANN, BEN] = [userId('11'), userId('12')];
const HOUR = 3_600_000;
const workers: DueWorker[] = [];
afterEach(() => Promise.all(workers.splice(0).map((worker) => worker.close())));

const setUp = (more: readonly DueJob[] = []) => {
  const [clock, store, log, metrics] = [new FakeClock(), new MemoryDue(), new RecordingLogger(), new RecordingMetrics()];
  const start = clock.now();
  const lease = { isOurs: true, fence: 1 };
  const done: string[] = [];
  const moments: number[] = [];
  const note = defineDueJob({
    kind: 'note',
    payload: z.null(),
    run: ({ space, user, about, at }: DueTask<null>) => {
      done.push(`${space} ${user ?? '-'} ${about}`);
      moments.push(at - start);
      return Promise.resolve('done');
    },
  });
  /** As in the sandbox: moments move, lengths of time and leases do not. */
  const ahead = { ms: 0 };
  const now = (): number => clock.now() + ahead.ms;
  const alarms = createAlarms({ clock: { now, after: (ms, task) => clock.after(ms, task) }, log });
  const worker = createDueWorker({
    ...{ store, alarms, clock, log, metrics, jobs: [note, ...more], now },
    lease: createLease({
      store: {
        take: () => Promise.resolve({ mine: lease.isOurs, fence: lease.isOurs ? lease.fence : 9, leftMs: 6_000 }),
        release: () => Promise.resolve(),
      },
      ...{ name: 'due', owner: 'me', clock, log, metrics },
    }),
  });
  workers.push(worker);
  const put = (about: string, after: number, over: { readonly space?: SpaceId } & Partial<DueRow> = {}) => {
    const { space = ONE, ...row } = over;
    return store.change(space, [putRow({ kind: 'note', user: ANN, about, at: start + after, payload: null, ...row })]);
  };
  return { clock, ahead, store, log, metrics, lease, alarms, worker, done, moments, put, start };
};

it('does what is due at its moment and once, and nothing before; between moments nothing is read', async () => {
  const { clock, store, worker, done, put } = setUp();
  await put('early', HOUR);
  await put('late', 3 * HOUR);
  worker.start();
  await clock.advanceAsync(1_000);
  await put('between', 2 * HOUR, { user: BEN });
  await clock.advanceAsync(HOUR - 1_001);
  expect(done).toEqual([]);
  await clock.advanceAsync(1);
  expect(done).toEqual(['g1 11 early']);
  expect(store.rows(ONE)).toHaveLength(2);
  // A look at everything is due every five minutes.
  await clock.advanceAsync(3_000);
  const { reads } = store;
  await clock.advanceAsync(4 * 60_000);
  expect(store.reads).toBe(reads);
  await clock.advanceAsync(2 * HOUR);
  expect(done).toEqual(['g1 11 early', 'g1 12 between', 'g1 11 late']);
  expect(store.rows(ONE)).toEqual([]);
});

it('has one alarm, which waits until all is done, however many rows there are', async () => {
  const { clock, ahead, store, alarms, worker, done, put, start } = setUp();
  for (let at = 0; at < 300; at += 1) await put(`${at}`, HOUR, { user: userId(`${100 + at}`) });
  worker.start();
  await clock.advanceAsync(1_000);
  expect(alarms.next()).toBe(start + HOUR);
  ahead.ms = HOUR;
  await alarms.ring();
  expect(done).toHaveLength(300);
  expect(store.rows(ONE)).toEqual([]);
});

it('after an outage does all that is overdue in order, each with the moment at which it was due', async () => {
  const { clock, store, worker, done, moments, put } = setUp();
  worker.start();
  await clock.advanceAsync(1_000);
  for (const [about, after] of [
    ['c', 30],
    ['a', 10],
    ['d', 40],
    ['b', 20],
  ] as const)
    await put(about, after * 60_000);
  store.offline = true;
  await clock.advanceAsync(HOUR);
  expect(done).toEqual([]);
  store.offline = false;
  await clock.advanceAsync(2_000);
  expect(done.map((each) => each.at(-1))).toEqual(['a', 'b', 'c', 'd']);
  expect(moments).toEqual([10, 20, 30, 40].map((minutes) => minutes * 60_000));
});

it('keeps what it does not know, and does what comes behind it', async () => {
  const { clock, store, worker, log, done, put } = setUp();
  for (let at = 0; at < 250; at += 1) await put(`new-${at}`, at, { kind: 'of-tomorrow' });
  await put('strange', 1_000, { payload: { other: true } });
  await put('known', 60_000);
  worker.start();
  await clock.advanceAsync(61_000);
  expect(done).toEqual(['g1 11 known']);
  expect(store.rows(ONE)).toHaveLength(251);
  expect(log.at('warn')).toHaveLength(2);
});

it('tries again later and later what fails, and lets nothing else wait for it', async () => {
  const attempts: number[] = [];
  let fails = true;
  const job = defineDueJob({
    kind: 'fragile',
    payload: z.null(),
    run: () => {
      attempts.push(clock.now() - start);
      return fails ? Promise.reject(new Error('no')) : Promise.resolve('done');
    },
  });
  const { clock, store, worker, done, put, metrics, start } = setUp([job]);
  await put('bad', 10_000, { kind: 'fragile' });
  await put('good', 10_000);
  await put('later', 12_500);
  worker.start();
  await clock.advanceAsync(20_000);
  expect(done).toEqual(['g1 11 good', 'g1 11 later']);
  expect(attempts).toEqual([10_000, 11_000, 13_000, 17_000]);
  expect(metrics.total('due_failures', { kind: 'fragile' })).toBe(4);
  fails = false;
  await clock.advanceAsync(5_000);
  expect([attempts.at(-1), store.rows(ONE)]).toEqual([25_000, []]);
});

it('a job may put its row off, and take its payload along', async () => {
  const seen: number[] = [];
  const job = defineDueJob({
    kind: 'steps',
    payload: z.object({ step: z.int() }),
    run: ({ at, payload: { step } }) => {
      seen.push(step);
      return Promise.resolve(step === 3 ? 'done' : { again: at + 1_000, payload: { step: step + 1 } });
    },
  });
  const { clock, store, worker, put } = setUp([job]);
  await put('', 1_000, { kind: 'steps', user: null, payload: { step: 1 } });
  worker.start();
  await clock.advanceAsync(2_500);
  expect([seen, store.rows(ONE)[0]?.payload]).toEqual([[1, 2], { step: 3 }]);
  await clock.advanceAsync(1_000);
  expect([seen, store.rows(ONE)]).toEqual([[1, 2, 3], []]);
});

it('a row that was moved while it was done stays', async () => {
  const job: DueJob = defineDueJob({
    kind: 'slow',
    payload: z.null(),
    run: async ({ space, at }) => {
      if (at === start + 1_000) await put('x', HOUR, { kind: 'slow', space });
      return 'done';
    },
  });
  const { clock, store, worker, put, start } = setUp([job]);
  await put('x', 1_000, { kind: 'slow' });
  worker.start();
  await clock.advanceAsync(2_000);
  expect(store.rows(ONE).map(({ at }) => at - start)).toEqual([HOUR]);
});

it('does nothing without the lease, and all that waited when it gets it', async () => {
  const { clock, store, worker, lease, done, put } = setUp();
  lease.isOurs = false;
  await put('a', 1_000);
  worker.start();
  await put('b', 2_000);
  await clock.advanceAsync(HOUR);
  expect([done, store.reads]).toEqual([[], 0]);
  lease.isOurs = true;
  lease.fence = 2;
  await clock.advanceAsync(8_000);
  expect(done).toEqual(['g1 11 a', 'g1 11 b']);
});

it('goes on where it lost the lease and got it back, without doing anything meanwhile', async () => {
  const { clock, worker, lease, done, put } = setUp();
  worker.start();
  await clock.advanceAsync(1_000);
  lease.isOurs = false;
  await clock.advanceAsync(10_000);
  await put('a', 20_000);
  await clock.advanceAsync(20_000);
  expect(done).toEqual([]);
  // With the same number: nobody else had it.
  lease.isOurs = true;
  await clock.advanceAsync(8_000);
  expect(done).toEqual(['g1 11 a']);
});

it('what goes wrong in one space stops no other, and a full writer is tried again soon', async () => {
  const { clock, store, worker, log, done, put } = setUp();
  const change = store.change.bind(store);
  const refused = new Map<SpaceId, Error>([[ONE, new LaneFull('full')]]);
  await put('a', 1_000);
  await put('b', 1_000, { space: TWO });
  worker.start();
  store.change = (space, changes) => {
    const error = refused.get(space);
    return error === undefined ? change(space, changes) : Promise.reject(error);
  };
  await clock.advanceAsync(1_500);
  expect([store.rows(ONE).length, store.rows(TWO)]).toEqual([1, []]);
  refused.clear();
  await clock.advanceAsync(2_000);
  // Done twice, since it could not be noted the first time.
  expect(done).toEqual(['g1 11 a', 'g2 11 b', 'g1 11 a']);
  expect(store.rows(ONE)).toEqual([]);
  refused.set(ONE, new Error('a bug'));
  await put('c', 5_000, { space: TWO });
  refused.delete(ONE);
  await put('d', 5_000);
  refused.set(ONE, new Error('a bug'));
  await clock.advanceAsync(5_000);
  expect(store.rows(TWO)).toEqual([]);
  expect(log.at('error')).toHaveLength(1);
});

it('does what belongs to one member in order, and neighbours at the same time', async () => {
  const under: string[] = [];
  let widest = 0;
  const job = defineDueJob({
    kind: 'wide',
    payload: z.null(),
    run: async ({ user, about }) => {
      expect(under.some((each) => each.startsWith(`${user ?? ''} `))).toBe(false);
      under.push(`${user ?? ''} ${about}`);
      widest = Math.max(widest, under.length);
      await new Promise((resolve) => setImmediate(resolve));
      under.splice(under.indexOf(`${user ?? ''} ${about}`), 1);
      order.push(about);
      return 'done';
    },
  });
  const order: string[] = [];
  const { clock, worker, put } = setUp([job]);
  for (let at = 0; at < 40; at += 1)
    await put(String(at).padStart(2, '0'), at, { kind: 'wide', user: at % 10 < 2 ? ANN : userId(`${100 + at}`) });
  worker.start();
  for (let turn = 0; turn < 30; turn += 1) await clock.advanceAsync(100);
  await worker.idle();
  expect(order).toEqual(order.toSorted());
  expect(order).toHaveLength(40);
  expect(widest).toBeGreaterThan(4);
});

it('a settled row is left alone where it was moved', async () => {
  const { store, put, start } = setUp();
  await put('x', 10);
  const [row] = store.rows(ONE) as [DueRow];
  await put('x', 20);
  await store.change(ONE, [settleRow(row, null)]);
  expect(store.rows(ONE).map(({ at }) => at - start)).toEqual([20]);
});

it('says which job is taking long, since everything that is due in its space waits for it', async () => {
  let finish: (outcome: 'done') => void = () => undefined;
  const stuck = defineDueJob({
    ...{ kind: 'stuck', payload: z.null() },
    run: () => new Promise<'done'>((resolve) => (finish = resolve)),
  });
  const { clock, worker, log, put } = setUp([stuck]);
  await put('a', 0, { kind: 'stuck' });
  worker.start();
  await clock.advanceAsync(29_000);
  expect(log.at('warn')).toEqual([]);
  await clock.advanceAsync(2_000);
  expect(log.at('warn')).toMatchObject([{ fields: { kind: 'stuck', user: ANN, about: 'a' } }]);
  finish('done');
});
