import { expect, it } from 'vitest';
import { NotionError } from '../../src/integrations/notion/api/errors.js';
import { value } from '../support/engine.js';
import { onStage, type OnStage } from '../support/notion/on-stage.js';
import { ADA, BOB } from '../support/notion/stage.js';

let world: OnStage['world'];
let stage: OnStage['stage'];

// The space's day ends at 23:00Z.
onStage('2026-12-01T09:00:00Z', async (there) => {
  ({ world, stage } = there);
  await stage.set('timeZone', 'Europe/Berlin');
  await stage.categories('Math', 'Art', 'Total');
  await stage.connect();
});

const at = (time: string): void => {
  world.now = Date.parse(time);
};
const work = async (user: typeof ADA, category: string, minutes: number) => {
  const session = await stage.clockIn(user, category);
  stage.minutes(minutes);
  await stage.clockOut(user);
  return session;
};
const nextRun = async (): Promise<number | null> =>
  stage.part('rollups').run({ space: stage.space, connection: await stage.connection(), api: stage.api, goesOn: () => true });

it('writes a day of each member at ten past midnight, with sums, a total and its timers', async () => {
  await work(ADA, 'math', 90);
  await work(ADA, 'art', 30);
  await work(BOB, 'math', 15);
  await stage.sync();
  expect(await stage.pages('rollups')).toEqual([]);
  expect(await nextRun()).toBe(Date.parse('2026-12-01T23:10:00Z'));
  at('2026-12-01T23:09:59Z');
  await stage.sync();
  expect(await stage.pages('rollups')).toEqual([]);
  expect(await stage.part('rollups').waiting(stage.space)).toEqual({ count: 0, since: null });
  at('2026-12-01T23:10:00Z');
  expect(await stage.part('rollups').waiting(stage.space)).toEqual({ count: 2, since: world.now });
  await stage.sync();
  const pages = await stage.pages('rollups');
  expect(pages).toMatchObject([
    { day: '2026-12-01', member: 'Ada', rollupId: `${ADA}:20261201`, 'sum:math': 1.5, 'sum:art': 0.5, total: 2 },
    { day: '2026-12-01', member: 'Bob', rollupId: `${BOB}:20261201`, 'sum:math': 0.25, 'sum:art': null, total: 0.25 },
  ]);
  expect(pages[0]?.['timers']).toHaveLength(2);
  const timers = await stage.pages('timers');
  expect(timers.map(({ day }) => day)).toEqual([[pages[0]?.['id']], [pages[0]?.['id']], [pages[1]?.['id']]]);
  expect(await nextRun()).toBe(Date.parse('2026-12-02T23:10:00Z'));
});

it('follows late corrections, up to an empty day', async () => {
  const [first, second] = [await work(ADA, 'math', 60), await work(ADA, 'math', 60)];
  at('2026-12-02T08:00:00Z');
  await stage.sync();
  expect(await stage.pages('rollups')).toMatchObject([{ 'sum:math': 2, total: 2 }]);
  value(await stage.tracker.editEntry({ ...stage.request(ADA), session: first.id, patch: { category: 'art' as never } }));
  await stage.sync();
  expect(await stage.pages('rollups')).toMatchObject([{ 'sum:math': 1, 'sum:art': 1, total: 2 }]);
  value(await stage.tracker.deleteEntry({ ...stage.request(ADA), session: second.id }));
  await stage.sync();
  expect(await stage.pages('rollups')).toMatchObject([{ 'sum:math': null, 'sum:art': 1, total: 1 }]);
  value(await stage.tracker.deleteEntry({ ...stage.request(ADA), session: first.id }));
  await stage.sync();
  expect(await stage.pages('rollups')).toEqual([]);
  expect(await stage.pages('rollups', true)).toHaveLength(1);
});

it('shares a session over midnight among the days', async () => {
  at('2026-12-01T22:00:00Z');
  await work(ADA, 'math', 180);
  at('2026-12-03T00:00:00Z');
  await stage.sync();
  const days = (await stage.pages('rollups')).map(({ day, total, timers }) => [day, total, (timers as unknown[]).length]);
  expect(days).toEqual([
    ['2026-12-01', 1, 1],
    ['2026-12-02', 2, 1],
  ]);
});

it('adds columns when a category is first used, beside what people call the same', async () => {
  await work(ADA, 'total', 60);
  at('2026-12-02T08:00:00Z');
  await stage.sync();
  const { rollups } = (await stage.connection()).tables;
  const source = await stage.api.dataSource(rollups!.dataSourceId);
  expect(source.properties.find(({ id }) => id === rollups!.properties['sum:total'])?.name).toBe('Total');
  await work(ADA, 'math', 60);
  at('2026-12-03T08:00:00Z');
  const requests = world.notion.seen.filter(
    ({ method, path }) => method === 'PATCH' && path.startsWith('/v1/data_sources'),
  ).length;
  await stage.sync();
  expect(await stage.pages('rollups')).toMatchObject([{ total: 1 }, { 'sum:math': 1, 'sum:total': null, total: 1 }]);
  const later = world.notion.seen.filter(({ method, path }) => method === 'PATCH' && path.startsWith('/v1/data_sources')).length;
  expect(later - requests).toBe(2);
});

it('adopts a column that was made before an answer was lost', async () => {
  await work(ADA, 'math', 60);
  at('2026-12-02T08:00:00Z');
  world.notion.faults.next('dropped', 1, (method, path) => method === 'PATCH' && path.startsWith('/v1/data_sources'));
  await expect(stage.sync()).rejects.toThrow(NotionError);
  await stage.sync();
  const { properties } = await stage.api.dataSource((await stage.connection()).tables.rollups!.dataSourceId);
  expect(properties.filter(({ type }) => type === 'number').map(({ name }) => name)).toEqual(['Math']);
  expect(await stage.pages('rollups')).toMatchObject([{ total: 1 }]);
});

it('does without pages for timers in rollup-only mode', async () => {
  stage.minutes(1);
  await stage.connect('rollup-only');
  await work(ADA, 'math', 60);
  at('2026-12-02T08:00:00Z');
  await stage.sync();
  expect(await stage.pages('rollups')).toMatchObject([{ 'sum:math': 1, total: 1 }]);
});
