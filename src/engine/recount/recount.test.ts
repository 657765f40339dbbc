import { expect, it } from 'vitest';
import { ANN, BEN, CODING, SPACE, until, value, World } from '../../../test/support/engine.js';
import { MemoryDocumentStore, memoryDocuments } from '../../../test/support/memory-documents.js';
import { ENTRIES_MAX } from '../../domain/commands.js';
import { splitByDay } from '../../domain/day-split.js';
import { requestId, userId } from '../../domain/ids.js';
import { recount as recounts } from '../documents/kinds/recount-progress.js';
import { createRecount } from './recount.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** The last hour of a day in UTC: of the next one in Berlin. */
const lastHourOf = (day: number) => {
  const startedAt = Date.UTC(2026, 0, 5) + day * DAY_MS - HOUR_MS;
  return { category: CODING, note: null, startedAt, endedAt: startedAt + HOUR_MS, pauses: [], overrideMs: null };
};

const setUp = async () => {
  const world = new World();
  const kept = new MemoryDocumentStore();
  const documents = memoryDocuments(kept);
  const { engine, store } = await world.started();
  const parts = { store, documents, corrections: engine.tracker, clock: world.clock, ids: world.ids, log: world.log };
  const recount = createRecount({ ...parts, spaces: world.spaces });
  const add = (user = ANN, day = 0) => engine.tracker.addEntry({ ...world.request({ user }), entry: lastHourOf(day) });
  const days = (user = ANN): Record<string, number> =>
    Object.fromEntries(
      [...(world.backend.spaces.get(SPACE)?.days.get(user) ?? [])].map(([day, sums]) => [day, sums.get(CODING) ?? 0]),
    );
  const by = () => ({ actor: BEN, requestId: requestId(world.ids.next()), at: world.clock.now() });
  const isDone = async (): Promise<boolean> => !(await documents.of(recounts).get(SPACE)).isRunning;
  return { world, documents, kept, store, recount, add, days, by, isDone };
};

it('moves what was counted in another zone, tells beforehand how much, and changes no total', async () => {
  const { world, recount, add, days, by, documents } = await setUp();
  value(await add());
  value(await add(BEN));
  expect(days()).toEqual({ 20260105: HOUR_MS });
  world.timeZone = 'UTC';
  // The setting alone moves nothing.
  value(await add(ANN, 3));
  expect(days()).toEqual({ 20260105: HOUR_MS, 20260107: HOUR_MS });
  expect(await recount.preview(SPACE)).toEqual({ members: 2, entries: 2, movedMs: 2 * HOUR_MS });
  expect(value(await recount.begin(SPACE, by()))).toBeNull();
  const note = () => documents.of(recounts).loaded(SPACE);
  await until(() => note()?.isRunning === false, 'the recount is done');
  expect(note()).toMatchObject({ entries: 2, movedMs: 2 * HOUR_MS, actor: BEN });
  expect([days(), days(BEN)]).toEqual([{ 20260104: HOUR_MS, 20260107: HOUR_MS }, { 20260104: HOUR_MS }]);
  expect(await recount.preview(SPACE)).toEqual({ members: 0, entries: 0, movedMs: 0 });
  const rows = world.backend.spaces.get(SPACE)?.ledger.filter(({ event }) => event === 'recounted') ?? [];
  expect(rows.map(({ actor, source, user }) => [actor, source, user])).toEqual([
    [BEN, 'recount', ANN],
    [BEN, 'recount', BEN],
  ]);
});

it('tells what another way of counting would move, before anything is changed', async () => {
  const { recount, add, days } = await setUp();
  value(await add());
  expect(await recount.preview(SPACE, { zone: 'UTC', dayStart: 0, boundary: 'split' })).toEqual({
    members: 1,
    entries: 1,
    movedMs: HOUR_MS,
  });
  expect(await recount.preview(SPACE)).toEqual({ members: 0, entries: 0, movedMs: 0 });
  expect(days()).toEqual({ 20260105: HOUR_MS });
});

it('notes how far it is while it goes on', async () => {
  const { world, recount, add, by, documents, store, kept } = await setUp();
  for (const user of [ANN, BEN, userId('3')]) value(await add(user));
  world.timeZone = 'UTC';
  const commits = store.commits.length;
  const release = store.hold();
  value(await recount.begin(SPACE, by()));
  await until(() => store.commits.length > commits, 'the first member');
  world.clock.advance(10_000);
  release();
  await until(() => documents.of(recounts).loaded(SPACE)?.isRunning === false, 'the recount is done');
  expect(kept.events).toEqual(['recountBegun', 'recountGoesOn', 'recountDone']);
  expect(documents.of(recounts).loaded(SPACE)).toMatchObject({ entries: 3, movedMs: 3 * HOUR_MS });
});

it('goes on after an outage with what is left, also in another process, and books nothing twice', async () => {
  const { world, recount, add, by, isDone, store, days } = await setUp();
  for (let n = 0; n <= ENTRIES_MAX; n += 1) value(await add(ANN, n));
  value(await add(BEN));
  world.timeZone = 'UTC';
  // Redis goes after the first change of the recount.
  const commits = store.commits.length;
  const release = store.hold();
  value(await recount.begin(SPACE, by()));
  await until(() => store.commits.length > commits, 'a first commit');
  store.link.set(false);
  release();
  await until(() => world.log.at('warn').some(({ message }) => message.includes('goes on another time')), 'it stops');
  expect(await isDone()).toBe(false);
  store.link.set(true);
  expect(await recount.resume()).toBe(1);
  expect(await isDone()).toBe(true);
  const entries = [...(world.backend.spaces.get(SPACE)?.entries.get(ANN)?.values() ?? [])];
  expect(entries).toHaveLength(ENTRIES_MAX + 1);
  const expected = entries.flatMap((entry) => [...splitByDay(entry, { zone: 'UTC', dayStart: 0, boundary: 'split' })]);
  expect(days()).toEqual(Object.fromEntries(expected));
  expect(await recount.resume()).toBe(0);
});
