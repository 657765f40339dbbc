import { APIErrorCode, APIResponseError, Client, collectPaginatedAPI, isNotionClientError, LogLevel } from '@notionhq/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { API_VERSION, startNotion, type NotionEmulator } from '../support/notion/emulator.js';

const TOKEN = 'ntn_test';
let now = Date.parse('2026-12-01T10:00:30Z');
let notion: NotionEmulator;
let home: string;
let client: Client;

const clientOf = (auth: string): Client =>
  new Client({
    auth,
    logLevel: LogLevel.ERROR,
    baseUrl: notion.url,
    notionVersion: API_VERSION,
    retry: { maxRetries: 0 },
    timeoutMs: 2_000,
  });

beforeEach(async () => {
  now = Date.parse('2026-12-01T10:00:30Z');
  notion = await startNotion({ now: () => now });
  home = notion.addPage('Time tracking');
  notion.connect(TOKEN, { shared: [home] });
  client = clientOf(TOKEN);
});
afterEach(() => notion.close());

const text = (content: string) => [{ text: { content } }];
const PROPERTIES = {
  Name: { title: {} },
  Id: { rich_text: {} },
  Hours: { number: {} },
  Category: { select: { options: [{ name: 'Math' }] } },
  Start: { date: {} },
  End: { checkbox: {} },
  Double: { formula: { expression: 'prop("Hours") * 2' } },
};

const table = async (properties = PROPERTIES as Record<string, object>): Promise<string> => {
  const parent = { type: 'page_id' as const, page_id: home };
  // The types of the client know each property, and those of a helper do not.
  const database = await client.databases.create({
    parent,
    title: text('Timers'),
    initial_data_source: { properties: properties as never },
  });
  if (!('data_sources' in database)) throw new TypeError('a partial answer');
  return database.data_sources[0]!.id;
};
const row = (source: string, properties: object) =>
  client.pages.create({ parent: { data_source_id: source }, properties: properties as never });
const namesOf = (results: readonly unknown[]): string[] =>
  (results as { properties: { Name: { title: { plain_text: string }[] } } }[]).map(
    ({ properties }) => properties.Name.title[0]?.plain_text ?? '',
  );
const codeOf = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'no error',
    (error: unknown) => (isNotionClientError(error) ? error.code : String(error)),
  );

it('creates tables and pages, and answers them as the client reads them', async () => {
  const source = await table();
  const page = await row(source, {
    Name: { title: text('One') },
    Hours: { number: 1.5 },
    Category: { select: { name: 'Physics' } },
    Start: { date: { start: '2026-12-01T11:00:00+01:00' } },
  });
  const read = await client.pages.retrieve({ page_id: page.id });
  expect(read).toMatchObject({
    created_time: '2026-12-01T10:00:00.000Z',
    last_edited_time: '2026-12-01T10:00:00.000Z',
    in_trash: false,
    properties: {
      Hours: { number: 1.5 },
      Double: { formula: { type: 'number', number: 3 } },
      Category: { select: { name: 'Physics' } },
      Start: { date: { start: '2026-12-01T11:00:00+01:00', end: null } },
      End: { checkbox: false },
    },
  });
  const schema = await client.dataSources.retrieve({ data_source_id: source });
  const { Category } = schema.properties;
  expect(Category?.type === 'select' && Category.select.options.map(({ name }) => name)).toEqual(['Math', 'Physics']);
  now += 90_000;
  expect(await client.pages.update({ page_id: page.id, in_trash: true })).toMatchObject({
    in_trash: true,
    last_edited_time: '2026-12-01T10:02:00.000Z',
  });
  expect(await codeOf(client.pages.update({ page_id: page.id, properties: { Hours: { number: 2 } } }))).toBe('validation_error');
});

it('drops options that an update leaves out, also from pages', async () => {
  const source = await table();
  const page = await row(source, { Category: { select: { name: 'Math' } } });
  await client.dataSources.update({
    data_source_id: source,
    properties: { Category: { select: { options: [{ name: 'Art' }] } } },
  });
  expect(await client.pages.retrieve({ page_id: page.id })).toMatchObject({ properties: { Category: { select: null } } });
});

it('adds a column and changes a formula by the id of a property', async () => {
  const source = await table();
  const { properties } = await client.dataSources.retrieve({ data_source_id: source });
  await client.dataSources.update({
    data_source_id: source,
    properties: {
      Art: { number: {} },
      [properties['Double']!.id]: { name: 'Total', formula: { expression: 'prop("Hours") + prop("Art")' } },
    },
  });
  const page = await row(source, { Hours: { number: 1 }, Art: { number: 2 } });
  expect(page).toMatchObject({ properties: { Total: { formula: { number: 3 } } } });
  const wrong = client.dataSources.update({
    data_source_id: source,
    properties: { Total: { formula: { expression: 'prop("Gone") + 1' } } },
  });
  expect(await codeOf(wrong)).toBe('validation_error');
});

it('queries with filters of each kind, sorts and cursors', async () => {
  const source = await table();
  for (const [index, name] of ['a', 'b', 'c'].entries())
    await row(source, {
      Name: { title: text(name) },
      Id: { rich_text: text(`id-${name}`) },
      Hours: { number: index },
      Category: { select: { name: name === 'c' ? 'Art' : 'Math' } },
      End: { checkbox: name === 'b' },
      Start: { date: { start: `2026-12-0${index + 1}` } },
    });
  const query = async (filter: object): Promise<string> => {
    const { results } = await client.dataSources.query({
      data_source_id: source,
      filter: filter as never,
      sorts: [{ property: 'Hours', direction: 'ascending' }],
    });
    return namesOf(results).join('');
  };
  expect(await query({ property: 'Id', rich_text: { equals: 'id-b' } })).toBe('b');
  expect(await query({ property: 'Name', title: { contains: 'A' } })).toBe('a');
  expect(await query({ property: 'Hours', number: { greater_than: 0 } })).toBe('bc');
  expect(await query({ property: 'Category', select: { equals: ['Art'] } })).toBe('c');
  expect(await query({ property: 'End', checkbox: { equals: true } })).toBe('b');
  expect(await query({ property: 'Start', date: { on_or_after: '2026-12-02' } })).toBe('bc');
  expect(await query({ property: 'Double', formula: { number: { equals: 4 } } })).toBe('c');
  expect(await query({ timestamp: 'last_edited_time', last_edited_time: { on_or_after: '2026-12-01T10:00:00Z' } })).toBe('abc');
  expect(await query({ timestamp: 'created_time', created_time: { after: '2026-12-01T10:00:00Z' } })).toBe('');
  const both = {
    and: [
      { property: 'Hours', number: { less_than: 2 } },
      { property: 'End', checkbox: { equals: false } },
    ],
  };
  expect(await query(both)).toBe('a');
  expect(await codeOf(query({ property: 'Double', formula: { number: { contains: 4 } } }))).toBe('validation_error');
  expect(await codeOf(query({ property: 'Hours', rich_text: { equals: '4' } }))).toBe('validation_error');
});

it('gives pages of 100 and cuts a query at its cap', async () => {
  const source = await table({ Name: { title: {} } });
  for (let n = 0; n < 130; n += 1) notion.byHand.create(source, { Name: { title: text(String(n)) } });
  const first = await client.dataSources.query({ data_source_id: source });
  expect([first.results.length, first.has_more, first.request_status]).toEqual([100, true, { type: 'complete' }]);
  expect(await collectPaginatedAPI(client.dataSources.query, { data_source_id: source })).toHaveLength(130);
  notion.queryCap = 120;
  const second = await client.dataSources.query({ data_source_id: source, start_cursor: first.next_cursor! });
  expect([second.results.length, second.has_more, second.request_status?.type]).toEqual([20, false, 'incomplete']);
});

it('keeps both sides of a relation in step, and gives the whole of it by its own endpoint', async () => {
  const timers = await table({ Name: { title: {} } });
  const days = await table({
    Name: { title: {} },
    Timers: { relation: { data_source_id: timers, type: 'dual_property', dual_property: {} } },
  });
  const ids = Array.from({ length: 30 }, () => notion.byHand.create(timers, {}));
  const day = await row(days, { Timers: { relation: ids.map((id) => ({ id })) } });
  expect(day).toMatchObject({ properties: { Timers: { has_more: true } } });
  if (!('properties' in day)) throw new TypeError('a partial answer');
  const all = await client.pages.properties.retrieve({ page_id: day.id, property_id: day.properties['Timers']!.id });
  expect('results' in all && all.results).toHaveLength(30);
  expect(await client.pages.retrieve({ page_id: ids[0]! })).toMatchObject({
    properties: { 'Related to Timers': { relation: [{ id: day.id }] } },
  });
});

it('is strict: unknown fields, long texts, wrong kinds and unknown properties are refused', async () => {
  const source = await table();
  const refused = async (properties: object): Promise<string> => codeOf(row(source, properties));
  expect(await refused({ Gone: { number: 1 } })).toBe('validation_error');
  expect(await refused({ Hours: { rich_text: text('1') } })).toBe('validation_error');
  expect(await refused({ Hours: { number: 1, colour: 'red' } })).toBe('validation_error');
  expect(await refused({ Double: { number: 1 } })).toBe('validation_error');
  expect(await refused({ Id: { rich_text: text('x'.repeat(2001)) } })).toBe('validation_error');
  expect(await refused({ Id: { rich_text: Array.from({ length: 101 }, () => text('x')[0]) } })).toBe('validation_error');
  expect(await refused({ Category: { select: { name: 'a, b' } } })).toBe('validation_error');
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const raw = (more: object, body: object) =>
    fetch(`${notion.url}/v1/pages`, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) });
  const body = { parent: { data_source_id: source }, properties: {} };
  expect((await raw({}, body)).status).toBe(400);
  expect((await raw({ 'notion-version': API_VERSION }, { ...body, archived: true })).status).toBe(400);
  expect((await raw({ 'notion-version': API_VERSION }, body)).status).toBe(200);
});

it('tells tokens apart: unknown, without a right, and what was not shared', async () => {
  const other = notion.addPage('Private');
  const source = await table();
  notion.connect('ntn_reader', { shared: [home], capabilities: ['read'] });
  expect(await codeOf(clientOf('ntn_none').users.me({}))).toBe(APIErrorCode.Unauthorized);
  expect(await codeOf(client.pages.retrieve({ page_id: other }))).toBe(APIErrorCode.ObjectNotFound);
  const reader = clientOf('ntn_reader');
  expect(await codeOf(reader.dataSources.retrieve({ data_source_id: source }))).toBe('no error');
  expect(await codeOf(reader.pages.create({ parent: { data_source_id: source }, properties: {} }))).toBe(
    APIErrorCode.RestrictedResource,
  );
  const found = await client.search({ query: 'time', filter: { property: 'object', value: 'page' } });
  expect(found.results.map(({ id }) => id)).toEqual([home]);
  expect((await client.search({ query: 'Private' })).results).toEqual([]);
});

it('takes comments that mention people', async () => {
  const ada = notion.addPerson('Ada');
  await client.comments.create({ parent: { page_id: home }, rich_text: [{ mention: { user: { id: ada } } }, text(' look')[0]!] });
  const { results } = await client.comments.list({ block_id: home });
  expect(results).toMatchObject([{ rich_text: [{ plain_text: '@Ada' }, { plain_text: ' look' }] }]);
});

it('limits requests in a window, and says why and for how long', async () => {
  notion.limiter.budget = { requests: 2, windowMs: 60_000 };
  await client.users.me({});
  await client.users.me({});
  const error: unknown = await client.users.me({}).catch((reason: unknown) => reason);
  if (!(error instanceof APIResponseError)) throw new TypeError('not refused');
  expect([error.code, (error.headers as Headers).get('retry-after')]).toEqual([APIErrorCode.RateLimited, '60']);
  expect(error.body).toContain('connection_budget_exceeded');
  now += 60_000;
  expect(await codeOf(client.users.me({}))).toBe('no error');
});

it('fails as it is told to, and has done what it dropped the answer of', async () => {
  const source = await table();
  const fails = async (fault: Parameters<typeof notion.faults.next>[0]): Promise<string> => {
    notion.faults.next(fault, 1, (method, path) => method === 'POST' && path === '/v1/pages');
    return codeOf(row(source, {}));
  };
  expect(await fails('conflict')).toBe('conflict_error');
  expect(await fails('overloaded')).toBe('service_overload');
  expect(await fails('gateway')).toBe('notionhq_client_response_error');
  expect(await fails('refused')).toContain('fetch failed');
  expect(notion.pagesOf(source)).toHaveLength(0);
  expect(await fails('dropped')).toContain('fetch failed');
  expect(notion.pagesOf(source)).toHaveLength(1);
  notion.faults.isGone = true;
  expect(await codeOf(client.users.me({}))).toContain('fetch failed');
  notion.faults.isGone = false;
  notion.hang();
  const held = client.users.me({});
  await expect.poll(() => notion.held).toBe(1);
  notion.release();
  expect(await codeOf(held)).toBe('no error');
});

it('fails by a seed, the same way each time', () => {
  const story = (): (string | null)[] => {
    notion.faults.randomly(7, 0.5);
    return Array.from({ length: 40 }, () => notion.faults.of('GET', '/'));
  };
  const first = story();
  expect(story()).toEqual(first);
  expect(new Set(first).size).toBeGreaterThan(3);
});

it('shows its tables on a page', async () => {
  await row(await table(), { Name: { title: text('<One>') }, Hours: { number: 2 } });
  const page = await (await fetch(notion.url)).text();
  expect(page).toContain('&lt;One&gt;');
  expect(page).toContain('<td>4</td>');
});
