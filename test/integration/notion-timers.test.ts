import { expect, it } from 'vitest';
import { NotionError } from '../../src/integrations/notion/api/errors.js';
import { value } from '../support/engine.js';
import { onStage, type OnStage } from '../support/notion/on-stage.js';
import { ADA, BOB } from '../support/notion/stage.js';

let raw: OnStage['raw'];
let world: OnStage['world'];
let stage: OnStage['stage'];

onStage('2026-12-01T09:00:20Z', async (there) => {
  ({ raw, world, stage } = there);
  await stage.categories('Math', 'Art');
  await stage.connect();
});

/** Requests that made or changed something. */
const writes = (): number =>
  world.notion.seen.filter(({ method, path }) => (method === 'POST' && path === '/v1/pages') || method === 'PATCH').length;

it('makes a page when somebody clocks in, and completes it when they clock out', async () => {
  const session = await stage.clockIn(ADA, 'math', 'Chapter 4');
  await stage.sync('timers');
  expect(await stage.pages('timers')).toMatchObject([
    {
      ...{ category: 'Math', member: 'Ada', memberId: ADA, entryId: session.id, note: 'Chapter 4', state: 'Running' },
      ...{ start: '2026-12-01T09:00:20.000Z', end: null, stop: false, breaks: null, effective: null },
    },
  ]);
  stage.minutes(30);
  value(await stage.tracker.pause(stage.request(ADA)));
  stage.minutes(15);
  value(await stage.tracker.resume(stage.request(ADA)));
  stage.minutes(45);
  await stage.clockOut(ADA);
  await stage.sync('timers');
  expect(await stage.pages('timers')).toMatchObject([
    { end: '2026-12-01T10:30:20.000Z', stop: true, breaks: 15, effective: 1.25, state: 'Ended' },
  ]);
});

it('writes of each entry only its last state, and nothing that is there already', async () => {
  for (let n = 0; n < 5; n += 1) {
    await stage.clockIn(ADA);
    stage.minutes(10);
    await stage.clockOut(ADA);
  }
  const before = writes();
  expect(await stage.part('timers').waiting(stage.space)).toEqual({ count: 5, since: Date.parse('2026-12-01T09:00:20Z') });
  await stage.sync('timers');
  expect(writes() - before).toBe(5);
  await stage.sync('timers');
  expect(writes() - before).toBe(5);
  expect(await stage.part('timers').waiting(stage.space)).toEqual({ count: 0, since: null });
});

it('follows edits, deletions and what undoes them', async () => {
  const session = await stage.clockIn(ADA);
  stage.minutes(60);
  await stage.clockOut(ADA);
  await stage.sync('timers');
  const edit = { session: session.id, patch: { category: 'art' as never } };
  value(await stage.tracker.editEntry({ ...stage.request(ADA), ...edit }));
  await stage.sync('timers');
  expect(await stage.pages('timers')).toMatchObject([{ category: 'Art' }]);
  const deletion = stage.request(ADA);
  value(await stage.tracker.deleteEntry({ ...deletion, session: session.id }));
  await stage.sync('timers');
  expect(await stage.pages('timers')).toEqual([]);
  expect(await stage.pages('timers', true)).toHaveLength(1);
  value(await stage.tracker.takeBack({ ...stage.request(ADA), of: deletion.requestId }));
  await stage.sync('timers');
  expect(await stage.pages('timers')).toMatchObject([{ category: 'Art', entryId: session.id }]);
  expect(await stage.pages('timers', true)).toEqual([]);
});

it('does not make a page again that somebody put into the trash', async () => {
  await stage.clockIn(ADA);
  await stage.sync('timers');
  const [page] = await stage.pages('timers');
  world.notion.byHand.trash(String(page?.['id']));
  stage.minutes(5);
  await stage.clockOut(ADA);
  await stage.sync('timers');
  await stage.sync('timers');
  expect(await stage.pages('timers')).toEqual([]);
  expect(await stage.pages('timers', true)).toHaveLength(1);
});

it('finds the page again after an answer that was lost, and makes no second one', async () => {
  await stage.clockIn(ADA);
  world.notion.faults.next('dropped', 1, (method, path) => method === 'POST' && path === '/v1/pages');
  await expect(stage.sync('timers')).rejects.toThrow(NotionError);
  await stage.sync('timers');
  expect(await stage.pages('timers')).toMatchObject([{ state: 'Running', memberId: ADA }]);
});

it('is 101 pages for 101 entries, though each was killed between the making and the remembering, and synced twice', async () => {
  const entries = Array.from({ length: 101 }, (_, at) => ({
    ...{ category: 'math' as never, note: null, pauses: [], overrideMs: null },
    ...{ startedAt: world.now + at * 60_000, endedAt: world.now + at * 60_000 + 60_000 },
  }));
  stage.minutes(200);
  value(await stage.tracker.importEntries({ ...stage.request(BOB), entries: entries.slice(0, 50) }));
  value(await stage.tracker.importEntries({ ...stage.request(BOB), entries: entries.slice(50, 100) }));
  value(await stage.tracker.importEntries({ ...stage.request(BOB), entries: entries.slice(100) }));
  // Remembering fails after every twentieth page that was made, as if the process had died.
  let made = 0;
  stage.death.at = ({ page, writing }) => page !== null && writing === null && (made += 1) % 20 === 0;
  for (let tries = 0; tries < 40; tries += 1) await stage.sync('timers').catch(() => undefined);
  stage.death.at = () => false;
  await stage.sync('timers');
  const pages = await stage.pages('timers');
  expect(pages).toHaveLength(101);
  expect(new Set(pages.map(({ entryId }) => entryId)).size).toBe(101);
  expect(await stage.pages('timers', true)).toEqual([]);
});

it('finds all pages again when everything that was remembered is lost', async () => {
  await stage.clockIn(ADA);
  stage.minutes(5);
  await stage.clockOut(ADA);
  await stage.sync('timers');
  const remembered = await raw.connection.send('KEYS', [`pc:{${stage.space}}:np:*`]);
  await raw.connection.send('DEL', (remembered as Buffer[]).map(String));
  await raw.connection.send('DEL', [`pc:{${stage.space}}:c`]);
  await stage.sync('timers');
  expect(await stage.pages('timers')).toHaveLength(1);
});

it('leaves entries alone that began before, and all of them in rollup-only mode', async () => {
  await stage.clockIn(ADA);
  stage.minutes(5);
  await stage.clockOut(ADA);
  stage.minutes(5);
  await stage.connect('rollup-only');
  await stage.clockIn(ADA);
  await stage.sync('timers');
  expect((await stage.connection()).tables.timers).toBeUndefined();
  stage.minutes(5);
  await stage.connect();
  await stage.sync('timers');
  expect(await stage.pages('timers')).toEqual([]);
});

it('keeps nothing about pages of somebody who was erased, also when what was under way comes later', async () => {
  const session = await stage.clockIn(ADA);
  await stage.sync();
  const { notionPages } = stage.chain;
  const memory = (await notionPages.get(stage.space, ADA, [session.id])).get(session.id)!;
  const { version } = await stage.chain.store.load(stage.space, ADA);
  value(await stage.engine.eraseMember(stage.space, ADA));
  expect(await notionPages.get(stage.space, ADA, [session.id])).toEqual(new Map());
  await notionPages.set(stage.space, ADA, session.id, memory, version);
  await notionPages.setWaitingDays(stage.space, ADA, { days: ['20261201'], version });
  expect(await notionPages.get(stage.space, ADA, [session.id])).toEqual(new Map());
  expect(await notionPages.waitingDays(stage.space)).toEqual(new Map());
});

it('puts pages of somebody who was erased into the trash, within a day', async () => {
  for (const user of [ADA, BOB]) {
    await stage.clockIn(user);
    stage.minutes(10);
    await stage.clockOut(user);
  }
  stage.minutes(24 * 60);
  await stage.sync();
  expect([await stage.pages('timers'), await stage.pages('rollups')].map(({ length }) => length)).toEqual([2, 2]);
  value(await stage.engine.eraseMember(stage.space, ADA));
  await stage.sync();
  expect(await stage.pages('timers')).toHaveLength(2);
  stage.minutes(24 * 60);
  await stage.sync();
  expect(await stage.pages('timers')).toMatchObject([{ memberId: BOB }]);
  expect(await stage.pages('rollups')).toMatchObject([{ memberId: BOB }]);
});

it('is in nobody’s way while Notion hangs, and is in step once it answers', async () => {
  world.notion.hang();
  await stage.clockIn(ADA);
  const syncing = stage.sync();
  await expect.poll(() => world.notion.held).toBeGreaterThan(0);
  const took: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    const begun = performance.now();
    stage.minutes(1);
    await stage.clockOut(ADA);
    await stage.clockIn(ADA);
    took.push(performance.now() - begun);
  }
  // Each pair was stored by Redis and the journal while nothing came from Notion.
  expect(Math.max(...took)).toBeLessThan(2_000);
  const { count, since } = await stage.part('timers').waiting(stage.space);
  expect({ count, since }).toEqual({ count: 21, since: Date.parse('2026-12-01T09:00:20Z') });
  world.notion.release();
  await syncing.catch(() => undefined);
  await stage.sync();
  expect(await stage.pages('timers')).toHaveLength(21);
});
