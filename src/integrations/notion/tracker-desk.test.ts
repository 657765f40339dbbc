import { afterAll, beforeAll, expect, it } from 'vitest';
import { ADA, createHarness, HOME, SPACE } from '../../../test/support/commands-harness.js';
import { RecordingMetrics } from '../../../test/support/fakes.js';
import { apiOf, hastyClock } from '../../../test/support/notion/door.js';
import { startNotion, type NotionEmulator } from '../../../test/support/notion/emulator.js';
import { linkTracker } from '../../actions/schedule/trackers.js';
import { requestId, userId } from '../../domain/ids.js';
import { ok } from '../../domain/result.js';
import { notion as connection } from '../../engine/documents/kinds/notion.js';
import { run } from '../../scheduler/run.js';
import { TRACKER_PROPERTIES as NAMES } from '../../scheduler/source.js';
import { createNotionDoor } from './door.js';
import { createTrackers } from './tracker-desk.js';

const TOKEN = 'ntn_ada';
let notion: NotionEmulator;
beforeAll(async () => {
  notion = await startNotion();
});
afterAll(() => notion.close());

it('finds a table by the connection of a space, and plans its tasks into the same week as those of one’s own', async () => {
  const home = notion.addPage('Work');
  notion.connect(TOKEN, { shared: [home] });
  const api = apiOf(notion, TOKEN);
  const made = await api.createDatabase(home, 'My tasks', {
    ...{ [NAMES.name]: { type: 'title' }, [NAMES.rank]: { type: 'number' }, [NAMES.estimate]: { type: 'number' } },
    ...{ [NAMES.status]: { type: 'choice', options: [] }, [NAMES.due]: { type: 'date' }, [NAMES.scheduled]: { type: 'date' } },
  });
  const source = await api.dataSource(made.dataSources[0]?.id ?? '');
  const title = source.properties.find(({ type }) => type === 'title')?.id ?? '';
  const page = await api.createPage(source.id, { [title]: { type: 'title', text: 'At Notion' } });

  const h = await createHarness();
  const { documents, secrets, ids } = h.deps;
  const door = createNotionDoor({
    ...{
      documents,
      secrets,
      baseUrl: notion.url,
      clock: hastyClock(),
      random: { next: () => 0.5 },
      metrics: new RecordingMetrics(),
    },
  });
  const { desk, sources } = createTrackers({ documents, ids, clock: h.clock, log: h.log, open: (...asked) => door.of(...asked) });
  expect(await desk.tables(HOME, 'tasks')).toMatchObject({ ok: false, error: { code: 'NOTION_NOT_CONNECTED' } });
  const by = { actor: userId(ADA), requestId: requestId('connect'), at: h.clock.now(), event: 'notionConnected' };
  const token = await door.seal(HOME, TOKEN);
  await documents.of(connection).update(HOME, by, (kept) => ok({ ...kept, token, workspace: 'Office' }));

  const found = await desk.tables(HOME, 'tasks');
  expect(found).toMatchObject({ ok: true, value: [{ id: source.id, title: 'My tasks' }] });
  const table = { id: source.id, title: 'My tasks' };
  expect(await desk.check(HOME, table, NAMES)).toEqual(ok(undefined));
  expect(await desk.check(SPACE, table, NAMES)).toMatchObject({ ok: false });
  const who = { user: userId(ADA), space: HOME, id: requestId('link'), occurredAt: h.clock.now(), source: 'command' };
  await linkTracker(who, table, {}, h.deps);
  await h.run('task add', { name: 'Here', duration: '1h' });

  const settings = await h.deps.planner.settings(userId(ADA), 'Europe/Berlin');
  const [tracker] = await sources(userId(ADA), settings);
  const planned = await run({
    sources: tracker === undefined ? [] : [tracker],
    busy: [],
    hours: settings.hours,
    options: settings.options,
    now: h.clock.now(),
  });
  expect(planned).toMatchObject({ ok: true, value: { failed: [], changes: [{ task: { id: page.id, name: 'At Notion' } }] } });
  const scheduled = source.properties.find(({ name }) => name === NAMES.scheduled)?.id ?? '';
  expect((await api.page(page.id)).properties.get(scheduled)).toMatchObject({
    type: 'date',
    date: { start: expect.stringContaining('T') as string },
  });
  expect(h.log.lines.map((line) => JSON.stringify(line)).join()).not.toContain(TOKEN);
});
