import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSecretBox } from '../../core/secret-box.js';
import { createTranslators } from '../../i18n/translators.js';
import { addCategory, archiveCategory } from '../../domain/category-rules.js';
import { categoryId, guildSpace, personalSpace, requestId, userId, type SpaceId } from '../../domain/ids.js';
import { realClock as clock, testChain, type TestChain } from '../../../test/support/chain.js';
import { RecordingLogger, RecordingMetrics } from '../../../test/support/fakes.js';
import { apiOf, hastyClock } from '../../../test/support/notion/door.js';
import { startNotion, type NotionEmulator } from '../../../test/support/notion/emulator.js';
import { startRedis, type RedisProcess } from '../../../test/support/redis.js';
import { notion as connectionKind } from '../../engine/documents/kinds/notion.js';
import { notionRows } from '../../engine/jobs/notion-sync.js';
import { createNotionDesk } from './create-desk.js';
import { createNotionDoor } from './door.js';
import { createOptionsPart } from './options/part.js';
import { createNotionSync } from './sync/runner.js';
import { createNotionWebhook } from './webhook/webhook.js';

const TOKEN = 'ntn_canary0token';
const ADA = userId('1');
const translators = createTranslators({ strict: true });
const t = translators.for('en');

let redis: RedisProcess;
let chain: TestChain;
let notion: NotionEmulator;
let dataDir: string;
let home: string;
let guild = 5_000;
let space: SpaceId;
let log: RecordingLogger;

beforeAll(async () => {
  [redis, notion, dataDir] = await Promise.all([startRedis(), startNotion(), mkdtemp(join(tmpdir(), 'punchcard-desk-'))]);
  chain = await testChain(redis.url);
});
afterAll(async () => {
  await chain.close();
  await Promise.all([redis.stop(), notion.close(), rm(dataDir, { recursive: true, force: true })]);
});
beforeEach(() => {
  guild += 1;
  space = guildSpace(String(guild));
  home = notion.addPage('Time tracking');
  notion.connect(TOKEN, { shared: [home] });
  log = new RecordingLogger();
});
afterEach(() => notion.faults.stop());

const api = () => apiOf(notion, TOKEN);
let requests = 0;
const actor = (where = space) => ({
  ...{ id: requestId(`r${(requests += 1)}`), occurredAt: Date.now(), space: where, source: 'command', user: ADA },
  ...{ guild: null, memberRoles: new Set<never>() },
});

/** The desk and what keeps categories in step, as the program has them. */
const open = (dir = dataDir) => {
  const { documents, spaces, notionStates: states } = chain;
  const waits: [SpaceId, number][] = [];
  const rows = { ...notionRows(chain.due), wake: (of: SpaceId, at: number) => Promise.resolve(void waits.push([of, at])) };
  const secrets = createSecretBox({ given: null, dataDir: dir });
  const metrics = new RecordingMetrics();
  const door = createNotionDoor({
    ...{ documents, secrets, baseUrl: notion.url, clock: hastyClock(), random: { next: () => 0.5 }, metrics },
  });
  const part = createOptionsPart({ spaces, states, now: () => clock.now(), log });
  const shared = { documents, states, rows, door, clock, log, metrics };
  const sync = createNotionSync({ ...shared, parts: [part], isOurs: () => true });
  const webhook = createNotionWebhook({ states, secrets, rows, clock });
  const desk = createNotionDesk({ ...shared, parts: [part], webhook, translators });
  const run = async (): Promise<void> => {
    expect(await sync.begin(space)).not.toBeNull();
    await sync.idle();
  };
  return { desk, sync, run, waits };
};
const value = <V>(result: { ok: true; value: V } | { ok: false; error: { code: string } }): V => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const connection = () => chain.documents.of(connectionKind).get(space);
const setUp = async (mode: 'pages' | 'rollup-only' = 'pages') => {
  const opened = open();
  value(await opened.desk.connect(actor(), TOKEN));
  value(await opened.desk.setUp(actor(), home, mode, t));
  return opened;
};
/** The pages of categories that are archived there, and those that are not. */
const optionsThere = async (): Promise<Record<string, boolean>> => {
  const { options } = (await connection()).tables;
  const found: [string, boolean][] = [];
  for await (const pages of api().query(options?.dataSourceId ?? ''))
    for (const { title, properties } of pages) {
      const archived = properties.get(options?.properties['archived'] ?? '');
      found.push([title, archived?.type === 'checkbox' && archived.checked]);
    }
  return Object.fromEntries(found);
};
/** Of the column of categories in the table of entries. */
const columnOptions = async (): Promise<readonly string[]> => {
  const { timers } = (await connection()).tables;
  const { properties } = await api().dataSource(timers?.dataSourceId ?? '');
  const column = properties.find(({ id }) => id === timers?.properties['category']);
  return column?.type === 'choice' ? column.options.map(({ name }) => name) : [];
};
const tablesOnPage = (): number => [...notion.workspace.databases.values()].filter(({ page }) => page === home).length;
const change = async (event: string, next: Parameters<TestChain['spaces']['update']>[2]) =>
  value(
    await chain.spaces.update(space, { actor: ADA, requestId: requestId(`c${(requests += 1)}`), at: Date.now(), event }, next),
  );
const names = async () =>
  (await chain.spaces.get(space)).categories.map(({ name, archived }) => `${name}${archived ? ' (archived)' : ''}`);

describe('connecting', () => {
  it('keeps the token sealed, and in no row of the ledger', async () => {
    const { desk } = open();
    expect(value(await desk.connect(actor(), ` ${TOKEN} `))).toMatchObject({ places: [{ id: home }], isSetUp: false });
    const { token } = await connection();
    expect(token).toMatch(/^v1\./);
    const rows = await redis.command('XRANGE', `pc:{${space}}:l`, '-', '+');
    expect(JSON.stringify(rows)).toContain('concealed');
    expect(JSON.stringify(rows)).not.toContain(token.slice(20, 60));
    const dump = JSON.stringify([rows, await redis.command('HGETALL', `pc:{${space}}:doc`), log]);
    expect(dump).not.toContain(TOKEN);
    expect(JSON.stringify(await desk.status(space))).not.toContain(token);
  });

  it.each([
    ['hello', 'NOTION_TOKEN_INVALID'],
    ['https://notion.so/x', 'NOTION_TOKEN_INVALID'],
    ['ntn_unknown', 'NOTION_UNAUTHORIZED'],
  ])('says of %s what is wrong: %s', async (typed, code) => {
    expect(await open().desk.connect(actor(), typed)).toMatchObject({ ok: false, error: { code } });
    expect((await connection()).version).toBe(0);
  });

  it('says that nothing is shared, that Notion is away, and that nothing is connected', async () => {
    notion.connect(TOKEN, { shared: [] });
    const { desk } = open();
    expect(value(await desk.connect(actor(), TOKEN)).places).toEqual([]);
    notion.faults.isGone = true;
    expect(await desk.places(space)).toMatchObject({ error: { code: 'NOTION_UNREACHABLE' } });
    expect(await desk.places(personalSpace('77'))).toMatchObject({ error: { code: 'NOTION_NOT_CONNECTED' } });
  });

  it('says that the key has changed, rather than fail', async () => {
    const { desk } = await setUp();
    const other = open(join(dataDir, 'another'));
    expect(await other.desk.places(space)).toMatchObject({ error: { code: 'NOTION_KEY_CHANGED' } });
    await other.run();
    expect((await desk.status(space)).state.problem).toMatchObject({ kind: 'NOTION_KEY_CHANGED' });
    // Who connects again goes on with the same tables.
    expect(value(await other.desk.connect(actor(), TOKEN))).toMatchObject({ isSetUp: true });
    await other.run();
    expect((await desk.status(space)).state.problem).toBeNull();
  });

  it('forgets the token when it is disconnected, and what it knew of another connection', async () => {
    const { desk, sync } = await setUp();
    value(await desk.disconnect(actor()));
    expect(await connection()).toMatchObject({ token: '', tables: { options: {} } });
    expect(await sync.begin(space)).toBeNull();
    expect(await desk.refresh(actor())).toMatchObject({ error: { code: 'NOTION_NOT_CONNECTED' } });
    notion.connect('ntn_other', { shared: [home] });
    expect(value(await desk.connect(actor(), 'ntn_other'))).toMatchObject({ isSetUp: false });
  });
});

describe('setting up', () => {
  it('says what it would make, makes it once, and uses it the next time', async () => {
    const { desk } = open();
    value(await desk.connect(actor(), TOKEN));
    const plan = value(await desk.plan(space, home, 'pages', t));
    expect(plan.tables.map(({ table, isThere }) => `${table} ${isThere}`)).toEqual([
      'timers false',
      'rollups false',
      'options false',
    ]);
    expect(tablesOnPage()).toBe(0);
    value(await desk.setUp(actor(), home, 'pages', t));
    const { tables } = await connection();
    expect(Object.keys(tables.timers?.properties ?? {})).toHaveLength(16);
    // The relation shows on both sides.
    expect(Object.keys(tables.rollups?.properties ?? {})).toEqual(expect.arrayContaining(['timers', 'total', 'day']));
    const again = value(await desk.setUp(actor(), home, 'pages', translators.for('de')));
    expect(again.tables.map(({ isThere }) => isThere)).toEqual([true, true, true]);
    expect((await connection()).tables).toEqual(tables);
    expect(tablesOnPage()).toBe(3);
  });

  it('makes no table of entries for days only, and adds it later', async () => {
    const { desk } = await setUp('rollup-only');
    expect((await connection()).tables.timers).toBeUndefined();
    expect((await desk.status(space)).isSetUp).toBe(true);
    value(await desk.setUp(actor(), home, 'pages', t));
    expect((await connection()).tables.timers).toBeDefined();
    expect(tablesOnPage()).toBe(3);
  });

  it.each(['dropped', 'gateway'] as const)('goes on after %s, without a second table', async (fault) => {
    const { desk } = open();
    value(await desk.connect(actor(), TOKEN));
    notion.faults.next(fault, 1, (method, path) => method === 'POST' && path === '/v1/databases');
    const first = await desk.setUp(actor(), home, 'pages', t);
    if (!first.ok) value(await desk.setUp(actor(), home, 'pages', t));
    expect(tablesOnPage()).toBe(3);
  });

  it('says that the connection may not write', async () => {
    notion.connect(TOKEN, { shared: [home], capabilities: ['read'] });
    const { desk } = open();
    value(await desk.connect(actor(), TOKEN));
    expect(await desk.setUp(actor(), home, 'pages', t)).toMatchObject({ error: { code: 'NOTION_NO_RIGHTS' } });
  });
});

describe('categories', () => {
  it('follow each other', async () => {
    const { run, desk } = await setUp();
    await change('categoryAdded', (config) => addCategory(config, categoryId('guitar'), { name: 'Guitar, loud' }));
    await run();
    const { options, timers } = (await connection()).tables;
    expect(Object.keys(await optionsThere())).toContain('Guitar, loud');
    expect(await columnOptions()).toEqual(['Guitar loud']);
    expect((await desk.status(space)).state).toMatchObject({ problem: null });

    const id = (name: string): string => options?.properties[name] ?? '';
    const made = notion.byHand.create(options?.dataSourceId ?? '', {
      [id('name')]: { title: [{ text: { content: 'Singing' } }] },
    });
    await run();
    expect(await names()).toContain('Singing');
    const guitar = notion.workspace.pagesOf(options?.dataSourceId ?? '').find((page) => page.id !== made);
    notion.byHand.edit(guitar?.id ?? '', { [id('archived')]: { checkbox: true } });
    await run();
    expect(await names()).toContain('Guitar, loud (archived)');
    const singing = (await chain.spaces.get(space)).categories.find(({ name }) => name === 'Singing');
    await change('categoryArchived', (config) => archiveCategory(config, singing?.id ?? categoryId('')));
    await run();
    expect(await optionsThere()).toMatchObject({ 'Guitar, loud': true, Singing: true });

    // What somebody wrote into the column at Notion became an option there, and is still one after ours.
    notion.byHand.create(timers?.dataSourceId ?? '', { [timers?.properties['category'] ?? '']: { select: { name: 'By hand' } } });
    await change('categoryAdded', (config) => addCategory(config, categoryId('dance'), { name: 'Dance' }));
    await run();
    expect(await columnOptions()).toEqual(['Guitar loud', 'Singing', 'By hand', 'Dance']);
  });

  it('are not made twice after a lost answer, nor again after somebody took a page away', async () => {
    const { run, desk } = await setUp();
    await change('categoryAdded', (config) => addCategory(config, categoryId('guitar'), { name: 'Guitar' }));
    notion.faults.next('dropped', 1, (method, path) => method === 'POST' && path === '/v1/pages');
    await run();
    expect((await desk.status(space)).state.problem).toMatchObject({ kind: 'lost' });
    value(await desk.refresh(actor()));
    await run();
    const { options } = (await connection()).tables;
    const pages = () => notion.workspace.pagesOf(options?.dataSourceId ?? '').filter(({ inTrash }) => !inTrash);
    const count = (await names()).length;
    expect(pages()).toHaveLength(count);
    notion.byHand.trash(pages()[0]?.id ?? '');
    value(await desk.refresh(actor()));
    await run();
    expect(pages()).toHaveLength(count - 1);
  });
});

describe('what goes on by itself', () => {
  it('pauses and resumes, waits longer after failures, and does not when somebody asks', async () => {
    const { desk, sync, run } = await setUp();
    value(await desk.pause(actor(), true));
    expect(await sync.begin(space)).toBeNull();
    value(await desk.pause(actor(), false));
    notion.faults.isGone = true;
    await run();
    const before = notion.seen.length;
    expect(await sync.begin(space)).toBeGreaterThan(Date.now());
    await sync.idle();
    expect(notion.seen.length).toBe(before);
    notion.faults.isGone = false;
    value(await desk.refresh(actor()));
    await run();
    expect((await desk.status(space)).state).toMatchObject({ problem: null });
    expect((await desk.status(space)).state.syncedAt).not.toBeNull();
  });

  it('comments on a page with people', async () => {
    const { desk } = await setUp();
    const grace = notion.addPerson('Grace');
    expect(value(await desk.people(space))).toContainEqual({ id: grace, name: 'Grace' });
    value(await desk.comment(space, home, [{ text: 'Time to look at this, ' }, { person: grace }]));
    expect(await desk.comment(space, notion.addPage('Private'), [{ text: 'x' }])).toMatchObject({
      error: { code: 'NOTION_NOT_SHARED' },
    });
  });
});
