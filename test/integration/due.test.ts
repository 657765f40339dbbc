import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAlarms } from '../../src/domain/alarms.js';
import { localDay } from '../../src/domain/calendar.js';
import type { Dashboards } from '../../src/domain/dashboards.js';
import { categoryId, channelId, requestId, type SpaceId, type UserId } from '../../src/domain/ids.js';
import type { Reminder } from '../../src/domain/reminders/reminder.js';
import { withSetting } from '../../src/domain/settings.js';
import { ok } from '../../src/domain/result.js';
import { writeBackup } from '../../src/engine/backup/backup.js';
import { restoreBackup } from '../../src/engine/backup/restore.js';
import { reminderList } from '../../src/engine/documents/kinds/reminder-list.js';
import { dashboards } from '../../src/engine/documents/kinds/dashboards.js';
import type { Asking } from '../../src/engine/jobs/still-working.js';
import { createDueJobs } from '../../src/engine/due-jobs.js';
import { dropRow, putRow, type DueRow, type DueStore } from '../../src/engine/due/due-row.js';
import { createEngine, type Engine } from '../../src/engine/index.js';
import { createLease, type Lease } from '../../src/engine/lease/lease.js';
import { erasedName, noteErased } from '../../src/engine/redis/erased-names.js';
import { keys } from '../../src/engine/redis/keys.js';
import { integer } from '../../src/engine/redis/replies.js';
import { aSpace, aUser, collect, next } from '../conformance/fixtures.js';
import { realClock as clock, testChain, type TestChain } from '../support/chain.js';
import { FakeProcesses, value } from '../support/engine.js';
import { FakeIds, RecordingLogger, RecordingMetrics } from '../support/fakes.js';
import { rawRedis } from '../support/raw-redis.js';
import { dumpRedis } from '../support/redis-dump.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let redis: RedisProcess;
let raw: Awaited<ReturnType<typeof rawRedis>>;
let dir: string;
/** ms that moments are ahead of the machine. */
let ahead = 0;
const now = (): number => Date.now() + ahead;
const momentClock = { ...clock, now };
const cleanUp: (() => Promise<unknown>)[] = [];
let pid = 0;

beforeEach(async () => {
  ahead = 0;
  redis = await startRedis({ appendfsync: 'no' });
  raw = await rawRedis(redis.url);
  dir = await mkdtemp(join(tmpdir(), 'pc-due-'));
  cleanUp.push(
    () => rm(dir, { recursive: true, force: true }),
    () => redis.stop(),
    () => raw.connection.close(),
  );
});
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

interface Proc {
  readonly engine: Engine;
  readonly chain: TestChain;
  readonly lease: Lease;
  readonly log: RecordingLogger;
  /** Spaces whose dashboards were to be looked at. */
  readonly refreshed: readonly SpaceId[];
  /** Reminders that were sent: their ids, and the moments at which they came, which name the message. */
  readonly brought: readonly string[];
  /** Everything that is due by now is done, or this process does not have the lease. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** A process with everything; `due` may stand between the jobs and their rows. */
const aProcess = async (due: (store: DueStore) => DueStore = (store) => store): Promise<Proc> => {
  const chain = await testChain(redis.url, { clock: momentClock });
  pid += 1;
  const [log, metrics] = [new RecordingLogger(), new RecordingMetrics()];
  const processes = new FakeProcesses(pid, new Set());
  const engine = createEngine({
    ...chain,
    clock,
    momentClock,
    ids: new FakeIds(next()),
    journalDir: join(dir, `${pid}`),
    processes,
  });
  await engine.start();
  const alarms = createAlarms({ clock: momentClock, log });
  const lease = createLease({ store: chain.leases, name: 'due', owner: next(), clock, log, metrics });
  const asking: Asking = { ask: () => Promise.resolve({ shown: false }), ended: () => Promise.resolve() };
  const refreshed: SpaceId[] = [];
  const brought: string[] = [];
  const boardPoster = { post: () => Promise.reject(new Error('asked')), warn: () => Promise.reject(new Error('asked')) };
  const jobs = createDueJobs({
    ...{
      ...chain,
      due: due(chain.due),
      clock,
      momentClock,
      alarms,
      lease,
      asking,
      boardPoster,
      exportPoster: boardPoster,
      log,
      metrics,
    },
    ...{ clocking: engine.tracker, corrections: engine.tracker },
    refreshDashboards: (space) => refreshed.push(space),
    taskPlanning: { begin: () => undefined, everyMs: 600_000 },
    notionRunner: { begin: () => Promise.reject(new Error('nobody is connected')) },
    courier: { begin: () => Promise.reject(new Error('nobody has a webhook')) },
    night: { work: () => Promise.reject(new Error('nobody agreed')) },
    digests: {
      forMember: () => Promise.reject(new Error('asked')),
      forServer: () => Promise.reject(new Error('asked')),
      warn: () => Promise.reject(new Error('asked')),
    },
    reminders: {
      send: (_who, { id }, { at }) => (brought.push(`${id} ${at}`), Promise.resolve({ kind: 'told' })),
    },
    clockReminders: { tell: () => Promise.reject(new Error('nobody set one')) },
    voiceChannelOf: () => Promise.reject(new Error('nobody is asked')),
  });
  jobs.start();
  let isClosed = false;
  const proc: Proc = {
    ...{ engine, chain, lease, log, refreshed, brought },
    settle: async () => {
      await alarms.ring();
      await jobs.idle();
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await jobs.close();
      await engine.drain(500);
      await chain.close(500);
    },
  };
  cleanUp.push(() => proc.close());
  return proc;
};

const request = (space: SpaceId, user: UserId) => ({ space, user, requestId: requestId(next()), at: now(), source: 'command' });
/** Entries of an hour each, without the clock having to go on. */
const add = async ({ engine }: Pick<Proc, 'engine'>, space: SpaceId, user: UserId, count = 1): Promise<void> => {
  const startedAt = now() - 30 * DAY;
  const entries = Array.from({ length: count }, (_, at) => ({
    ...{ category: categoryId('work'), note: null, pauses: [], overrideMs: null },
    ...{ startedAt: startedAt + at * 2 * HOUR, endedAt: startedAt + at * 2 * HOUR + HOUR },
  }));
  value(await engine.tracker.importEntries({ ...request(space, user), entries }));
};
const rowsOf = async (space: SpaceId): Promise<number> => integer(await raw.connection.send('ZCARD', [keys.due(space)]));
const confirmations = async (proc: Proc, space: SpaceId) =>
  (await collect(proc.chain.store.ledger(space))).filter(({ event }) => event === 'confirmed');
const row = (over: Partial<DueRow> = {}): DueRow => ({ kind: 'note', user: null, about: '', at: 1_000, payload: null, ...over });
const earliest = async (chain: TestChain, space: SpaceId): Promise<readonly DueRow[]> =>
  (await chain.due.earliest(space, 100, 0)).rows;

it('entries confirm themselves, also those that were there before, and each once when a process dies in the middle', async () => {
  const [space, members] = [aSpace(), Array.from({ length: 40 }, aUser)];
  // Nobody has looked after due rows yet.
  const before = await testChain(redis.url, { clock: momentClock });
  const engine = createEngine({ ...before, clock, momentClock, ids: new FakeIds(next()), journalDir: join(dir, 'before') });
  await engine.start();
  for (const user of members) await add({ engine }, space, user);
  await engine.drain(500);
  await before.close();

  // It does a few, and is gone before it can note them.
  let isGone = false;
  let end = (): void => undefined;
  const dies = (store: DueStore): DueStore => ({
    ...store,
    change: (where, changes) => {
      if (!changes.some(({ expected }) => expected !== null)) return store.change(where, changes);
      isGone = true;
      return new Promise((resolve) => (end = resolve));
    },
  });
  const first = await aProcess(dies);
  await expect.poll(() => rowsOf(space)).toBe(40);
  const second = await aProcess();
  ahead = 7 * DAY;
  void first.settle();
  await expect.poll(() => isGone).toBe(true);
  const some = await confirmations(second, space);
  expect(some.length).toBeGreaterThan(0);
  expect(some.length).toBeLessThan(40);
  expect(await rowsOf(space)).toBe(40);
  await first.lease.close();
  await expect.poll(() => rowsOf(space), { timeout: 20_000 }).toBe(0);
  const all = await confirmations(second, space);
  expect(new Set(all.map(({ user }) => user)).size).toBe(40);
  expect(all).toHaveLength(40);
  expect(all.every(({ actor, source }) => actor === null && source === 'due')).toBe(true);
  end();
});

it(
  'after an outage everything overdue is worked off in order, with the moment at which it was due',
  { timeout: 60_000 },
  async () => {
    const [space, user] = [aSpace(), aUser()];
    const proc = await aProcess();
    for (let hour = 0; hour < 3; hour += 1) {
      await add(proc, space, user);
      await expect.poll(() => rowsOf(space)).toBe(hour + 1);
      ahead += HOUR;
    }
    const began = now() - 3 * HOUR;
    redis.pause();
    ahead += 10 * DAY;
    await proc.settle();
    redis.resume();
    await expect.poll(() => rowsOf(space), { timeout: 30_000 }).toBe(0);
    const moments = (await confirmations(proc, space)).map(({ at }) => Math.round((at - began) / HOUR));
    expect(moments).toEqual([0, 1, 2].map((hour) => 7 * 24 + hour));
  },
);

it('a change of the setting moves what waits', async () => {
  const [space, user] = [aSpace(), aUser()];
  const proc = await aProcess();
  const set = async (days: number | null): Promise<void> => {
    const by = { actor: user, requestId: requestId(next()), at: now(), event: 'settingsChanged' };
    value(
      await proc.chain.spaces.update(space, by, (config) =>
        ok({ ...config, settings: withSetting(config.settings, 'confirmAfterDays', days) }),
      ),
    );
  };
  await add(proc, space, user);
  const moment = async (): Promise<number> =>
    Math.round(((await earliest(proc.chain, space)).find(({ kind }) => kind === 'confirm')!.at - now()) / DAY);
  await expect.poll(() => rowsOf(space)).toBe(1);
  expect(await moment()).toBe(7);
  await set(2);
  await expect.poll(moment).toBe(2);
  await set(null);
  await expect.poll(moment).toBeGreaterThan(100_000);
  await set(30);
  await expect.poll(moment).toBe(30);
});

it('an erased member has no rows, and gets none for what was before; one who comes back does', async () => {
  const [space, user] = [aSpace(), aUser()];
  const proc = await aProcess();
  await add(proc, space, user, 3);
  await add(proc, space, aUser());
  await expect.poll(() => rowsOf(space)).toBe(4);
  const { version } = await proc.chain.store.load(space, user);
  expect(value(await proc.engine.eraseMember(space, user))).toBe(true);
  expect(await rowsOf(space)).toBe(1);
  // From a batch that was read before.
  await proc.chain.due.change(space, [putRow(row({ user, kind: 'confirm', about: 'late', payload: { since: 1 } }), version)]);
  expect(await rowsOf(space)).toBe(1);
  await add(proc, space, user);
  await expect.poll(() => rowsOf(space)).toBe(2);
  await proc.chain.store.erase(space);
  expect((await dumpRedis(raw.connection)).split('\n').filter((line) => line.includes(`{${space}}`))).toEqual([]);
});

it('backups have the rows, of every kind; a restore leaves out who was erased, and what is there', async () => {
  const [space, user, erased] = [aSpace(), aUser(), aUser()];
  const proc = await aProcess();
  for (const member of [user, erased]) await add(proc, space, member);
  const strange = row({ kind: 'of-tomorrow', about: 'a: b', at: 9_000_000_000_000, payload: { deep: [1] } });
  await proc.chain.due.change(space, [putRow(strange)]);
  await expect.poll(() => rowsOf(space)).toBe(3);
  const rows = await earliest(proc.chain, space);
  await proc.close();
  const path = join(dir, 'backup');
  await writeBackup(raw, { path, key: null, scope: 'all', clock, id: 'one', program: 'test', kinds: [] });
  await raw.connection.send('FLUSHALL', []);
  await noteErased(raw, [[erasedName(space, erased), Date.now() + 1]], Date.now() + 1);
  const options = { path, key: null, only: null, force: false, erasures: null, origin: 'x', clock, log: new RecordingLogger() };
  await restoreBackup(raw, options);
  const chain = await testChain(redis.url);
  cleanUp.push(() => chain.close(500));
  expect(await earliest(chain, space)).toEqual(rows.filter((each) => each.user !== erased));
  // Once more, over a row that was moved.
  const moved = { ...strange, at: 9_000_000_000_001, payload: { deep: [2] } };
  await chain.due.change(space, [putRow(moved)]);
  await restoreBackup(raw, options);
  expect((await earliest(chain, space)).find(({ kind }) => kind === 'of-tomorrow')).toEqual(moved);
});

it('after a restore into an empty Redis, also without rows in the backup, entries have theirs', async () => {
  const [space, user] = [aSpace(), aUser()];
  const proc = await aProcess();
  await add(proc, space, user, 2);
  await expect.poll(() => rowsOf(space)).toBe(2);
  await proc.close();
  await raw.connection.send('UNLINK', [keys.due(space), keys.memberDue(space, user)]);
  const path = join(dir, 'backup');
  await writeBackup(raw, { path, key: null, scope: 'all', clock, id: 'two', program: 'test', kinds: [] });
  await raw.connection.send('FLUSHALL', []);
  await restoreBackup(raw, {
    path,
    key: null,
    only: null,
    force: false,
    erasures: null,
    origin: 'x',
    clock,
    log: new RecordingLogger(),
  });
  await aProcess();
  await expect.poll(() => rowsOf(space)).toBe(2);
});

it('100,000 rows cost nothing while none is due', async () => {
  const space = aSpace();
  const proc = await aProcess();
  const far = now() + 300 * DAY;
  for (let at = 0; at < 100_000; at += 2_000) {
    const some = Array.from({ length: 2_000 }, (_, index) => at + index);
    const payloads = some.flatMap((each) => [`confirm:${each}`, '{"since":1}']);
    await raw.connection.send('HSET', [keys.spaceDue(space), ...payloads]);
    await raw.connection.send('ZADD', [keys.due(space), ...some.flatMap((each) => [far + each, `-:confirm:${each}`])]);
  }
  await proc.chain.due.change(space, [putRow(row({ at: far }))]);
  await proc.settle();
  const calls = async (): Promise<number> => {
    const text = await redis.command('INFO', 'commandstats');
    return ['zrange', 'zscan', 'hget'].reduce(
      (sum, name) => sum + Number(new RegExp(`cmdstat_${name}:calls=(\\d+)`).exec(text)?.[1] ?? 0),
      0,
    );
  };
  const before = await calls();
  for (let day = 0; day < 20; day += 1) {
    ahead += DAY;
    await proc.settle();
  }
  expect(await calls()).toBe(before);
});

it('what another process puts is known to the one that works, when it is due soon', async () => {
  const [space, heard] = [aSpace(), [] as (readonly [SpaceId, number])[]];
  const [one, two] = [await testChain(redis.url), await testChain(redis.url)];
  cleanUp.push(
    () => one.close(500),
    () => two.close(500),
  );
  two.due.onPut((where, at) => heard.push([where, at]));
  const soon = Date.now() + 60_000;
  await one.due.change(space, [putRow(row({ at: soon })), putRow(row({ about: 'far', at: soon + DAY }))]);
  await expect.poll(() => heard).toEqual([[space, soon]]);
  await one.due.change(space, [putRow(row({ at: soon + DAY }))]);
  await one.due.change(space, [dropRow(row())]);
  await two.due.change(space, [putRow(row({ about: 'own', at: soon + DAY }))]);
  expect(heard).toEqual([
    [space, soon],
    [space, soon + DAY],
  ]);
});

it('a day begins on dashboards: at its moment, each day, also when its beginning was moved, and only where there are any', async () => {
  const space = aSpace();
  const proc = await aProcess();
  const { documents, spaces } = proc.chain;
  const by = (event: string) => ({ actor: null, requestId: requestId(next()), at: now(), event });
  const setZone = (timeZone: string) =>
    spaces.update(space, by('settingChanged'), (config) => ok({ ...config, settings: { ...config.settings, timeZone } }));
  const set = (all: Dashboards) =>
    documents.of(dashboards).update(space, by('dashboardAdded'), (document) => ok({ ...document, dashboards: all }));
  const rows = () => proc.chain.due.earliest(space, 10, 0);
  const dayIn = (zone: string) => localDay(now(), zone, 0).end;
  const told = () => proc.refreshed.filter((each) => each === space);
  value(await setZone('UTC'));
  expect((await rows()).rows).toEqual([]);

  const channel = channelId('600');
  const one = { id: '1', channel, message: null, former: null, category: null, by: aUser(), at: now() };
  value(await set([one]));
  // Another process of the tests before may still have the lease.
  await expect.poll(async () => (await rows()).rows, { timeout: 40_000 }).toMatchObject([{ kind: 'new-day', at: dayIn('UTC') }]);
  value(await setZone('Asia/Kolkata'));
  await expect.poll(async () => (await rows()).rows).toMatchObject([{ at: dayIn('Asia/Kolkata') }]);
  // Whoever takes a category away or hides from the boards changes what is shown, too. How many of the changes are told together is a matter of luck.
  await expect.poll(() => told().length).toBeGreaterThanOrEqual(2);
  const before = told().length;
  for (let day = 0; day < 2; day += 1) {
    ahead += dayIn('Asia/Kolkata') - now();
    await proc.settle();
    await expect.poll(() => told()).toHaveLength(before + day + 1);
    await expect.poll(async () => (await rows()).rows).toMatchObject([{ at: dayIn('Asia/Kolkata') }]);
  }
  value(await set([]));
  ahead += dayIn('Asia/Kolkata') - now();
  await proc.settle();
  await expect.poll(async () => (await rows()).rows).toEqual([]);
  expect(told()).toHaveLength(before + 2);
});

it('a reminder comes at its moment; one whose process died after sending is the same message once more; an erased member has none', async () => {
  const [space, user] = [aSpace(), aUser()];
  const who = { space, user };
  const reminder = (id: string, next: number): Reminder => ({
    ...{ id, text: 'x', locale: 'en', target: { kind: 'direct' }, series: null, next, snoozed: [], told: null, untold: null },
    createdAt: now(),
  });
  const by = () => ({ actor: user, requestId: requestId(next()), at: now(), event: 'reminderSet', source: 'command' });
  const set = (proc: Proc, ...list: readonly Reminder[]) =>
    proc.chain.documents.of(reminderList).update(who, by(), (known) => ok({ ...known, list: [...known.list, ...list] }));
  const kept = async (proc: Proc) => (await proc.chain.documents.of(reminderList).get(who)).list;

  // It sends, and is gone before it can note so.
  let isGone = false;
  let end = (): void => undefined;
  const first = await aProcess();
  const real = first.chain.documents.of(reminderList);
  const update = real.update.bind(real);
  real.update = (whose, origin, change) => {
    if (origin.event !== 'reminderTold') return update(whose, origin, change);
    isGone = true;
    return new Promise((resolve) => {
      end = () => {
        resolve(update(whose, origin, change));
      };
    });
  };
  const [soon, later] = [now() + HOUR, now() + 3 * HOUR];
  value(await set(first, reminder('soon', soon), reminder('later', later)));
  await expect.poll(() => rowsOf(space)).toBe(2);
  await first.settle();
  expect(first.brought).toEqual([]);
  const second = await aProcess();
  ahead += HOUR;
  void first.settle();
  await expect.poll(() => isGone).toBe(true);
  expect(first.brought).toEqual([`soon ${soon}`]);
  await first.lease.close();
  await expect.poll(() => second.brought, { timeout: 20_000 }).toEqual([`soon ${soon}`]);
  await expect.poll(async () => (await kept(second)).find(({ id }) => id === 'soon')?.told?.due).toBe(soon);
  end();
  ahead += 2 * HOUR;
  await second.settle();
  await expect.poll(() => second.brought).toEqual([`soon ${soon}`, `later ${later}`]);

  value(await second.engine.personal.erase({ ...who, requestId: requestId(next()), at: now() }));
  expect(await kept(second)).toEqual([]);
  await expect.poll(() => rowsOf(space)).toBe(0);
});
