import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFileDesk, type FileOrder } from '../../src/actions/exports/desk.js';
import { createQueue } from '../../src/actions/exports/queue.js';
import { createExportDesk } from '../../src/commands/export/desk.js';
import { guildSpace, userId } from '../../src/domain/ids.js';
import { ok } from '../../src/domain/result.js';
import { JOB_FOR_MS, type ExportJob, type ExportJobs } from '../../src/engine/export-jobs.js';
import { createTranslators } from '../../src/i18n/translators.js';
import { testChain, type TestChain } from '../support/chain.js';
import { FakeClock } from '../support/fake-clock.js';
import { FakeExports } from '../support/fake-exports.js';
import { RecordingLogger } from '../support/fakes.js';
import { MemoryExportJobs } from '../support/memory-export-jobs.js';
import { MemoryMessages } from '../support/memory-messages.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { requestFor } from '../support/reports.js';

/* What processes know of each other's exports: how far they are, their files, and that somebody wishes that they end. */

const SPACE = guildSpace('300');
const ADA = userId('2001');
let redis: RedisProcess;
let one: TestChain;
let other: TestChain;
const closing: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  redis = await startRedis({ appendfsync: 'no' });
  [one, other] = await Promise.all([testChain(redis.url), testChain(redis.url)]);
});
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  await Promise.all([one.close(500), other.close(500)]);
  await redis.stop();
});

const RUNNING: ExportJob = { kind: 'running', rows: 5, of: null };

describe.each<[string, () => readonly [ExportJobs, ExportJobs]]>([
  ['Redis', () => [one.exportJobs, other.exportJobs]],
  [
    'the memory of tests',
    () => {
      const jobs = new MemoryExportJobs();
      return [jobs, jobs];
    },
  ],
])('what is told by way of %s', (_name, processes) => {
  it('is known elsewhere until nothing was told for a while, and wishes come back', async () => {
    const [here, there] = processes();
    const key = { space: SPACE, user: ADA, id: 'told' };
    expect(await there.get(key, 1_000)).toBe(null);
    expect(await here.tell(key, RUNNING, 1_000)).toBe(false);
    expect(await there.get(key, 1_000 + JOB_FOR_MS)).toEqual(RUNNING);
    expect(await there.get(key, 1_001 + JOB_FOR_MS)).toBe(null);
    expect(await there.get({ ...key, user: userId('2002') }, 1_000)).toBe(null);
    await there.wishEnd(key);
    expect(await here.tell({ ...key, id: 'another' }, RUNNING, 1_000)).toBe(false);
    expect(await here.tell(key, { kind: 'waiting', place: 2 }, 2_000)).toBe(true);
    expect(await there.get(key, 2_000)).toEqual({ kind: 'waiting', place: 2 });
  });
});

describe('processes', () => {
  const fileDesks = (dir = tmpdir()) => {
    const clock = new FakeClock();
    const desks = [one, other].map((chain) => {
      const exports = new FakeExports();
      const desk = createFileDesk({
        ...{ exports, queue: createQueue(), clock, log: new RecordingLogger(), jobs: chain.exportJobs, dir },
      });
      closing.push(
        () => desk.close(),
        () => exports.close(),
      );
      return { exports, desk };
    });
    const [here, there] = desks;
    if (here === undefined || there === undefined) throw new Error('two were made');
    return { clock, here, there };
  };
  const order = (id: string): FileOrder => ({
    ...{ id, space: SPACE, user: ADA, isOthers: false },
    prepare: () =>
      Promise.resolve(
        ok({
          ...{ from: '20261001', to: '20261031', maxBytes: 1e9, at: 0 },
          requestFor: () => ({ ...requestFor(), format: 'csv' as const, fileName: 'mine' }),
        }),
      ),
  });
  const kinds = async (desk: ReturnType<typeof fileDesks>['here']['desk'], ...ids: readonly string[]) =>
    Promise.all(ids.map(async (id) => (await desk.state(ADA, SPACE, id))?.kind ?? null));

  it('say how far an export of another one is, and end it', async () => {
    const { clock, here, there } = fileDesks();
    here.exports.holds = true;
    here.desk.begin(order('a1'));
    here.desk.begin(order('a2'));
    await expect.poll(() => here.exports.held.length).toBe(1);
    here.exports.held[0]?.progress({ stage: 'writing', rows: 3, of: 10 });
    expect(await kinds(there.desk, 'a1')).toEqual([null]);
    clock.advance(1_000);
    await expect.poll(() => kinds(there.desk, 'a1', 'a2')).toEqual(['running', 'waiting']);
    expect(await there.desk.state(ADA, SPACE, 'a1')).toEqual({
      kind: 'running',
      progress: { stage: 'writing', rows: 3, of: 10 },
    });
    expect(await there.desk.state(ADA, SPACE, 'a2')).toEqual({ kind: 'waiting', place: 1 });
    expect(await there.desk.cancel(userId('2002'), SPACE, 'a1')).toBe(false);
    expect(await there.desk.cancel(ADA, SPACE, 'a1')).toBe(true);
    clock.advance(1_000);
    // The one that waited has its turn.
    await expect.poll(() => kinds(here.desk, 'a1', 'a2')).toEqual([null, 'running']);
    await expect.poll(() => kinds(there.desk, 'a1')).toEqual([null]);
  });

  it('hand out the file of another one where it lies on their own disk, and nothing else of it', async () => {
    const { clock, here, there } = fileDesks();
    here.desk.begin(order('b1'));
    await expect.poll(() => kinds(here.desk, 'b1')).toEqual(['ready']);
    clock.advance(5_000);
    await expect.poll(() => kinds(there.desk, 'b1')).toEqual(['ready']);
    const state = await there.desk.state(ADA, SPACE, 'b1');
    if (state?.kind !== 'ready') throw new Error('it was ready');
    expect(state.file).toMatchObject({ name: 'mine.csv', rows: 2 });
    expect((await readFile(state.file.path)).toString()).toContain('mine');
    expect(await kinds(fileDesks('/nowhere').there.desk, 'b1')).toEqual([null]);
    expect(await there.desk.cancel(ADA, SPACE, 'b1')).toBe(true);
    clock.advance(5_000);
    await expect.poll(() => [...here.exports.files]).toEqual([]);
  });

  it('end exports of Discord that another one makes, and know when they have ended by themselves', async () => {
    const clock = new FakeClock();
    const t = createTranslators().for('en');
    const [here, there] = [one, other].map((chain) => {
      const exports = new FakeExports();
      const desk = createExportDesk({
        ...{ documents: chain.documents, messages: new MemoryMessages(), direct: { send: () => Promise.resolve(false) } },
        ...{ exports, clock, log: new RecordingLogger(), jobs: chain.exportJobs },
      });
      closing.push(() => desk.close());
      return desk;
    });
    if (here === undefined || there === undefined) throw new Error('two were made');
    const what = {
      ...{ format: 'csv', about: { kind: 'self' as const }, from: '20261001', to: '20261031', category: null },
      detail: 'entries' as const,
    };
    const begun = here.begin({
      ...{ id: 'c1', space: SPACE, user: ADA, what, t, maxBytes: 1e9, repliesUntil: clock.now() + 840_000, channel: null },
      prepare: () => new Promise(() => undefined),
    });
    if (!begun.ok) throw new Error('it was refused');
    expect(await there.cancel(SPACE, ADA, 'c1')).toBe(null);
    clock.advance(1_000);
    await expect.poll(() => there.cancel(SPACE, ADA, 'c1')).toBe('elsewhere');
    clock.advance(1_000);
    await begun.value.ended;
    expect(begun.value.state()).toBe(null);
    const later = (): Promise<unknown> => {
      clock.advance(1_000);
      return there.cancel(SPACE, ADA, 'c1');
    };
    await expect.poll(later).toBe('over');
  });
});

it('an export goes on where nobody can be told of it', async () => {
  const away = (): Promise<never> => Promise.reject(new Error('away'));
  const clock = new FakeClock();
  const exports = new FakeExports();
  const jobs: ExportJobs = { tell: away, get: away, wishEnd: away };
  const desk = createFileDesk({ exports, queue: createQueue(), clock, log: new RecordingLogger(), jobs, dir: tmpdir() });
  closing.push(
    () => desk.close(),
    () => exports.close(),
  );
  desk.begin({
    ...{ id: 'd1', space: SPACE, user: ADA, isOthers: false },
    prepare: () =>
      Promise.resolve(
        ok({
          ...{ from: '20261001', to: '20261031', maxBytes: 1e9, at: 0 },
          requestFor: () => ({ ...requestFor(), format: 'csv' as const, fileName: 'mine' }),
        }),
      ),
  });
  clock.advance(1_000);
  await expect.poll(async () => (await desk.state(ADA, SPACE, 'd1'))?.kind).toBe('ready');
  expect(await desk.cancel(ADA, SPACE, 'd1')).toBe(true);
});
