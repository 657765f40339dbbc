import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiOf } from '../../../test/support/notion/door.js';
import { startNotion, type NotionEmulator } from '../../../test/support/notion/emulator.js';
import { domainError } from '../../domain/errors.js';
import { ok } from '../../domain/result.js';
import { officeHours, PLAN_DEFAULTS } from '../../scheduler/options.js';
import { preview, run, type RunParts } from '../../scheduler/run.js';
import { TRACKER_PROPERTIES, type TrackerProperties } from '../../scheduler/source.js';
import type { NotionApi } from './api/api.js';
import type { PropertyWrite } from './api/values.js';
import { notionTasks, type Pieces } from './tasks.js';

const TOKEN = 'ntn_tasks';
const ZONE = 'Europe/Berlin';
const HOUR = 3_600_000;
/** A Monday, 8:00 in Berlin. */
const NOW = Date.parse('2026-12-07T08:00+01:00');
const NAMES: TrackerProperties = TRACKER_PROPERTIES;

let notion: NotionEmulator;
let api: NotionApi;
let home: string;
beforeAll(async () => {
  notion = await startNotion();
});
afterAll(() => notion.close());
beforeEach(() => {
  notion.faults.stop();
  notion.seen.length = 0;
  home = notion.addPage('Work');
  notion.connect(TOKEN, { shared: [home] });
  api = apiOf(notion, TOKEN);
});

const TABLE = {
  [NAMES.name]: { type: 'title' },
  [NAMES.rank]: { type: 'number' },
  [NAMES.status]: {
    type: 'choice',
    options: [
      { id: null, name: 'To do', colour: null },
      { id: null, name: 'Completed', colour: null },
    ],
  },
  [NAMES.estimate]: { type: 'number' },
  [NAMES.due]: { type: 'date' },
  [NAMES.scheduled]: { type: 'date' },
  [NAMES.lastScheduled]: { type: 'date' },
  [NAMES.auto]: { type: 'checkbox' },
} as const;

const tracker = async (table: Parameters<NotionApi['createDatabase']>[2] = TABLE) => {
  const made = await api.createDatabase(home, 'Tasks', table);
  const source = await api.dataSource(made.dataSources[0]?.id ?? '');
  const id = (name: string): string => source.properties.find((each) => each.name === name)?.id ?? `no property ${name}`;
  const add = (name: string, values: Readonly<Record<string, PropertyWrite>> = {}) =>
    api.createPage(source.id, {
      [id(NAMES.name)]: { type: 'title', text: name },
      [id(NAMES.auto)]: { type: 'checkbox', checked: true },
      ...Object.fromEntries(Object.entries(values).map(([key, value]) => [id(key), value])),
    });
  let pieces: readonly Pieces[] = [];
  const partsWith = (names = NAMES, more: Partial<RunParts['options']> = {}): RunParts => ({
    sources: [
      notionTasks({
        ...{ id: source.id, title: 'Tasks', names, zone: ZONE, defaultEstimateMs: HOUR, pieces },
        keepPieces: (next) => Promise.resolve(void (pieces = next)),
        api: () => Promise.resolve(ok(api)),
        refusal: ({ kind }) => domainError('TRACKER_UNREADABLE', { title: 'Tasks', why: kind }),
      }),
    ],
    ...{ busy: [], hours: officeHours(ZONE, 9, 17), options: { ...PLAN_DEFAULTS, ...more }, now: NOW },
  });
  const scheduled = async (page: string) => {
    const value = (await api.page(page)).properties.get(id(NAMES.scheduled));
    return value?.type === 'date' ? value.date : undefined;
  };
  return { add, partsWith, scheduled, writes: () => notion.seen.filter(({ method }) => method === 'PATCH').length };
};
const hours = (number: number): PropertyWrite => ({ type: 'number', number });
const rank = hours;
const day = (start: string, end: string | null = null): PropertyWrite => ({ type: 'date', date: { start, end } });

describe('a tracker at Notion', () => {
  it('is read, planned and written, and a plan that is as it was writes nothing', async () => {
    const t = await tracker();
    const report = await t.add('Report', { [NAMES.rank]: rank(2), [NAMES.estimate]: hours(1.4), [NAMES.due]: day('2026-12-09') });
    const call = await t.add('Call', { [NAMES.rank]: rank(9) });
    await t.add('Done', { [NAMES.status]: { type: 'choice', name: 'Completed' } });
    await t.add('By hand', {
      [NAMES.auto]: { type: 'checkbox', checked: false },
      [NAMES.scheduled]: day('2026-12-07T10:00:00+01:00', '2026-12-07T11:00:00+01:00'),
    });
    const planned = await run(t.partsWith());
    expect(planned).toMatchObject({ ok: true, value: { failed: [] } });
    expect(await t.scheduled(call.id)).toMatchObject({ start: expect.stringContaining('2026-12-07T09:00') as string });
    expect(await t.scheduled(report.id)).toMatchObject({
      start: expect.stringMatching(/2026-12-07T11:00:00(\.000)?\+01:00/) as string,
      end: expect.stringContaining('2026-12-07T12:30') as string,
    });
    expect(t.writes()).toBe(2);
    expect(await run(t.partsWith())).toMatchObject({ ok: true, value: { changes: [] } });
    expect(t.writes()).toBe(2);
  });

  it('is read to the end: 250 tasks', async () => {
    const t = await tracker();
    for (let number = 0; number < 250; number += 1) await t.add(`Task ${number}`);
    const read = await preview(t.partsWith());
    expect(read.ok && read.value.plan.length).toBe(250);
  }, 30_000);

  it('keeps a task in several pieces, though its page has one range', async () => {
    const t = await tracker();
    const long = await t.add('Long', { [NAMES.estimate]: hours(12) });
    await run(t.partsWith(NAMES, { split: true }));
    expect(await t.scheduled(long.id)).toMatchObject({
      start: expect.stringContaining('2026-12-07T09:00') as string,
      end: expect.stringContaining('2026-12-08T13:00') as string,
    });
    expect(await run(t.partsWith(NAMES, { split: true }))).toMatchObject({ ok: true, value: { changes: [] } });
  });

  it('says what is missing or wrong, all of it at once, and plans nothing', async () => {
    const { [NAMES.rank]: _rank, [NAMES.due]: _due, ...rest } = TABLE;
    const missing = await preview((await tracker(rest)).partsWith());
    expect(missing).toMatchObject({
      ok: false,
      error: { code: 'TRACKER_PROPERTY_MISSING', params: { properties: 'Rank, Due date' } },
    });
    const wrong = await preview((await tracker({ ...TABLE, [NAMES.estimate]: { type: 'text' } })).partsWith());
    expect(wrong).toMatchObject({
      ok: false,
      error: { code: 'TRACKER_PROPERTY_KIND', params: { properties: 'Est Duration Hrs' } },
    });
    // Somebody may say that there is none.
    const t = await tracker(rest);
    expect(await preview(t.partsWith({ ...NAMES, rank: '', due: '' }))).toMatchObject({ ok: true });
  });

  it('that cannot be read is no empty list', async () => {
    const t = await tracker();
    await t.add('Report');
    notion.connect(TOKEN, { shared: [] });
    api = apiOf(notion, 'ntn_nobody');
    expect(await run(t.partsWith())).toMatchObject({ ok: false, error: { code: 'TRACKER_UNREADABLE' } });
  });
});
