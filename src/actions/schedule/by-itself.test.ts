import { expect, it } from 'vitest';
import { ADA, createHarness, HOME } from '../../../test/support/commands-harness.js';
import { userId } from '../../domain/ids.js';
import { schedule } from '../../engine/documents/kinds/schedule.js';
import { tasks } from '../../engine/documents/kinds/tasks.js';
import { createPlanning } from './by-itself.js';

const who = { space: HOME, user: userId(ADA) };
const URL = 'https://calendar.example/secret/a.ics';

const stage = async () => {
  const h = await createHarness();
  const planning = createPlanning({
    planner: h.deps.planner,
    documents: h.documents,
    clock: h.clock,
    ids: h.deps.ids,
    log: h.log,
  });
  const planOnce = async () => {
    planning.begin(who.user);
    planning.begin(who.user);
    await planning.close();
  };
  return { h, planning, planOnce };
};

it('plans in the background, and writes nothing when nothing changes', async () => {
  const { h, planning, planOnce } = await stage();
  await h.run('task add', { name: 'Report', duration: '1h' });
  await planOnce();
  const kept = await h.documents.of(tasks).get(who);
  expect(kept.tasks[0]?.scheduled).toHaveLength(1);
  await planOnce();
  expect((await h.documents.of(tasks).get(who)).version).toBe(kept.version);
  expect(planning.everyMs).toBe(600_000);
});

it('notes what went wrong once, shows it to its member, and forgets it when it goes well', async () => {
  const { h, planOnce } = await stage();
  h.busy.set(URL, []);
  await h.run('schedule busy', { url: URL });
  h.busy.delete(URL);
  await planOnce();
  const { version } = await h.documents.of(schedule).get(who);
  await planOnce();
  expect(await h.documents.of(schedule).get(who)).toMatchObject({
    version,
    problem: { code: 'CALENDAR_UNREADABLE', params: { host: 'calendar.example' } },
  });
  expect((await h.run('schedule settings')).said).toContain('could not be planned by itself');
  expect(h.log.lines.map((line) => JSON.stringify(line)).join()).not.toContain('secret');
  h.busy.set(URL, []);
  await planOnce();
  expect((await h.documents.of(schedule).get(who)).problem).toBeNull();
});

it('leaves a task alone that somebody changed while it was planned', async () => {
  const { h } = await stage();
  await h.run('task add', { name: 'Report', duration: '1h' });
  const { planner } = h.deps;
  const preview = await planner.preview(who.user, { zone: null });
  await h.run('task edit', { task: 'Report', duration: '3h' });
  const { ownSource } = await import('../tasks/own-source.js');
  const source = ownSource(who.user, { documents: h.documents, overview: h.tracker, ids: h.deps.ids });
  await source.write(preview.ok ? preview.value.changes : [], h.clock.now());
  expect((await h.documents.of(tasks).get(who)).tasks).toMatchObject([{ scheduled: [], estimateMs: 3 * 3_600_000 }]);
});
