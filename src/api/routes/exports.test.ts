import { tmpdir } from 'node:os';
import { afterEach, expect, it } from 'vitest';
import { ADA, BOB, SPACE } from '../../../test/support/commands-harness.js';
import { MemoryExportJobs } from '../../../test/support/memory-export-jobs.js';
import { MANAGER, manageRoutes } from '../../../test/support/manage-routes.js';
import { createFileDesk } from '../../actions/exports/desk.js';
import { createQueue } from '../../actions/exports/queue.js';
import { userId } from '../../domain/ids.js';
import { exportsOfMember } from '../../engine/documents/kinds/exported.js';
import { exportRoutes } from './exports.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const setUp = async () => {
  const queue = createQueue();
  const routes = await manageRoutes((deps, h) => {
    const { exports, clock, log } = h;
    const fileDesk = createFileDesk({ exports, queue, clock, log, jobs: new MemoryExportJobs(), dir: tmpdir() });
    closing.push(
      () => fileDesk.close(),
      () => exports.close(),
    );
    return exportRoutes({ ...deps, fileDesk });
  });
  const { h } = routes;
  await h.run('clockin', { category: 'Work' }, { user: BOB });
  h.clock.advance(3_600_000);
  await h.run('clockout', {}, { user: BOB });
  /** Asks until it is no longer under way. */
  const settled = async (id: unknown, by: object): Promise<Record<string, unknown>> => {
    for (;;) {
      const state = await routes.body('getExport', { params: { export: id }, by });
      if (state['state'] !== 'running' && state['state'] !== 'waiting') return state;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { ...routes, settled };
};
const text = async (stream: AsyncIterable<unknown>): Promise<string> => {
  let all = '';
  for await (const chunk of stream) all += String(chunk);
  return all;
};

it('is begun, followed and fetched by whoever asked for it, and by nobody else', async () => {
  const { body, call, refusalOf, settled, h } = await setUp();
  const bob = { user: BOB };
  const { id } = await body('beginExport', { body: { format: 'csv', timeframe: 'today' }, by: bob });
  expect(await settled(id, bob)).toMatchObject({
    state: 'ready',
    file: { contentType: expect.stringContaining('csv') as string },
  });
  const fetched = await call('getExportFile', { params: { export: id }, by: bob });
  expect(fetched.ok && (await text(fetched.value.stream!.of))).toContain('name');
  // Whoever else has its number finds nothing there, not even those who may export the time of others.
  for (const by of [{}, MANAGER])
    for (const route of ['getExport', 'getExportFile', 'cancelExport'])
      expect(await refusalOf(route, { params: { export: id }, by })).toBe('EXPORT_GONE');
  expect(await refusalOf('cancelExport', { params: { export: id }, by: bob })).toBe(null);
  expect([await refusalOf('getExport', { params: { export: id }, by: bob }), h.exports.files.size]).toEqual(['EXPORT_GONE', 0]);
});

it('is of others only with the permission, which is asked for again, and is written down first', async () => {
  const { body, call, refusalOf, settled, h } = await setUp();
  const others = { body: { format: 'csv', of: BOB } };
  expect(await refusalOf('beginExport', others)).toBe('CAPABILITY_MISSING');
  expect(await refusalOf('beginExport', { ...others, by: { ...MANAGER, scopes: ['own:read'] } })).toBe('SCOPE_MISSING');
  const { id } = await body('beginExport', { ...others, by: MANAGER });
  await settled(id, MANAGER);
  const kept = await h.documents.of(exportsOfMember).get({ space: SPACE, user: userId(BOB) });
  expect(kept.list).toMatchObject([{ by: MANAGER.user, format: 'csv' }]);
  expect((await call('getExportFile', { params: { export: id }, by: MANAGER })).ok).toBe(true);
  expect(await refusalOf('getExportFile', { params: { export: id }, by: { user: MANAGER.user!, permissions: 0n } })).toBe(
    'CAPABILITY_MISSING',
  );
});

it('waits for the one that the same person has under way, and gives its place up when it is cancelled', async () => {
  const { body, refusalOf, h } = await setUp();
  h.exports.holds = true;
  const begin = () => body('beginExport', { body: { format: 'csv' } });
  const states = [await begin(), await begin(), await begin()];
  expect(states.map(({ state, place }) => [state, place])).toEqual([
    ['running', null],
    ['waiting', 1],
    ['waiting', 2],
  ]);
  expect(await refusalOf('beginExport', { body: { format: 'csv' } })).toBe('EXPORT_QUEUE_FULL');
  const [first, second, third] = states.map(({ id }) => id);
  await refusalOf('cancelExport', { params: { export: second } });
  expect(await body('getExport', { params: { export: third } })).toMatchObject({ state: 'waiting', place: 1 });
  await refusalOf('cancelExport', { params: { export: first } });
  expect(await body('getExport', { params: { export: third } })).toMatchObject({ state: 'running' });
  expect(ADA).not.toBe(BOB);
});
