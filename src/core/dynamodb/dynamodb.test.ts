import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { startFlatBot, type FlatBot } from '../../../test/support/flat-bot.js';
import { isNotNow, type NotNow } from '../flat/patience.js';
import { rowOf } from './items.js';
import { pagesOf, putAll } from './pages.js';
import { dynamodb } from './run.js';
import { openTable } from './sdk.js';
import type { Attribute, Item, Page, Table } from './table.js';

const TOKEN = 'pc_token_that_nobody_may_see';
let bot: FlatBot;
let server: Server;
let endpoint: string;
let folder: string;

beforeAll(async () => {
  bot = await startFlatBot(TOKEN);
});
afterAll(() => bot.close());
beforeEach(async () => {
  server = dynalite({ createTableMs: 20 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(join(tmpdir(), 'punchcard-dynamodb-'));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
  bot.rows.clear();
  bot.heard.length = 0;
});

const waiting = {
  wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, 5))),
  random: { next: () => 0 },
};

const run = async (...args: readonly string[]) => {
  let [out, err] = ['', ''];
  const exit = await dynamodb({
    ...waiting,
    args: [...args, '--endpoint', endpoint],
    environment: { PUNCHCARD_URL: bot.url, PUNCHCARD_TOKEN: TOKEN },
    fetch: (url, init) => fetch(url, init),
    now: () => Date.UTC(2026, 2, 10, 12),
    out: (text) => (out += text),
    err: (text) => (err += text),
  });
  return { exit, out, err };
};

/** What somebody's own script has left in the table. */
const put = async (...items: readonly Item[]): Promise<void> => {
  const client = new DynamoDBClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  for (const Item of items) await client.send(new PutItemCommand({ TableName: 'TimeEntries', Item: Item as never }));
  client.destroy();
};

const item = (activity: string, start: string, end: string, more: Item = {}): Item => ({
  activity_start_end: { S: `${activity}_${start}_${end}` },
  year: { S: `${start.slice(0, 4)}\r` },
  activity_type: { S: activity },
  start: { S: start },
  end: { S: end },
  duration: { N: '1' },
  description: { S: 'note' },
  ...more,
});

it('seeds a local table, backs it up, seeds another from that, and migrates each row once', async () => {
  expect(await run('seed', '--rows', '60')).toEqual({ exit: 0, out: '60 rows are in TimeEntries\n', err: '' });
  expect(await run('seed', '--rows', '60')).toMatchObject({ exit: 0 });

  const file = join(folder, 'table.json.gz');
  expect(await run('backup', '--out', file)).toEqual({ exit: 0, out: `60 items of TimeEntries are in ${file}\n`, err: '' });
  const scan = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as { Items: Item[]; Count: number };
  expect(scan).toMatchObject({ Count: 60, ScannedCount: 60 });
  expect(scan.Items).toHaveLength(60);

  expect(await run('seed', '--from', file, '--table', 'Another')).toMatchObject({ exit: 0, out: '60 rows are in Another\n' });
  const first = await run('migrate', '--table', 'Another');
  expect(first).toMatchObject({ exit: 0, err: '60 rows\n' });
  expect(first.out).toContain('new: 60, there already: 0');
  expect((await run('migrate')).out).toContain('new: 0, there already: 60');
  expect(bot.heard.every(({ authorization }) => authorization === `Bearer ${TOKEN}`)).toBe(true);
});

it('reads dirt as what was meant, names what is no row, and brings the rest', async () => {
  await run('seed', '--rows', '1', '--table', 'TimeEntries', '--seed', '7');
  bot.rows.clear();
  await put(
    item('Project\r', '2024-05-31T12:57:09Z', '2024-05-31T13:57:09Z\r'),
    item('Two words', '2024-05-30T12:00:00Z', '2024-05-30T12:30:00Z', { duration: { N: '4' } }),
    item('Broken', '2024-13-30T12:00:00Z', '2024-05-30T12:30:00Z'),
  );
  const { exit, out } = await run('migrate', '--year', '2024');
  expect(exit).toBe(4);
  expect([...bot.rows.keys()].sort()).toEqual([
    'Project_2024-05-31T12:57:09Z_2024-05-31T13:57:09Z',
    'Two words_2024-05-30T12:00:00Z_2024-05-30T12:30:00Z',
  ]);
  expect(out).toContain('Two words, 2024-05-30T12:00:00Z to 2024-05-30T12:30:00Z: 4.00 h stated, 0.50 h counted');
  expect(out).toContain(
    'no rows: 1\n  Broken_2024-13-30T12:00:00Z_2024-05-30T12:30:00Z: start: "2024-13-30T12:00:00Z" is no moment',
  );
  bot.rows.clear();
  expect(await run('migrate', '--dry-run')).toMatchObject({ exit: 4, out: expect.stringContaining('3 rows') as string });
  expect(bot.rows.size).toBe(0);
});

it('follows pages that end with 1 MB', async () => {
  await run('seed', '--rows', '1');
  const long = { description: { S: 'x'.repeat(380_000) } };
  await put(...[1, 2, 3, 4].map((hour) => item('Long', `2024-05-30T0${hour}:00:00Z`, `2024-05-30T0${hour}:30:00Z`, long)));
  const table = await openTable({ table: 'TimeEntries', endpoint, region: null, environment: {} });
  const sizes: number[] = [];
  for await (const items of pagesOf(table, null, waiting)) sizes.push(items.length);
  table.close();
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(5);
});

it('leaves no half of a backup behind, and no old one overwritten', async () => {
  await run('seed', '--rows', '3');
  const file = join(folder, 'table.json');
  writeFileSync(file, 'old');
  expect(await run('backup', '--out', file)).toMatchObject({ exit: 1, err: expect.stringContaining('there already') as string });
  expect(readFileSync(file, 'utf8')).toBe('old');
  expect(await run('backup', '--out', join(folder, 'none', 'table.json'))).toMatchObject({ exit: 1 });
  expect(readdirSync(folder)).toEqual(['table.json']);
  await run('backup', '--out', join(folder, 'mine.json'));
  expect(statSync(join(folder, 'mine.json')).mode & 0o777).toBe(0o600);
});

it.each([
  ['a table that is not there', ['backup', '--out', 'x.json', '--table', 'Nothing'], 1, /no table or index for Nothing/],
  ['seeding at AWS', ['seed', '--endpoint', 'https://dynamodb.eu-central-1.amazonaws.com'], 2, /local servers/],
  ['a migration to nowhere', ['migrate', '--url', 'nowhere'], 2, /--url/],
  ['a backup without a file', ['backup'], 2, /--out/],
  ['a word that it does not know', ['delete'], 2, /npm run dynamodb/],
])('refuses %s', async (_, args, exit, message) => {
  let err = '';
  const own = args.includes('--endpoint') ? [] : ['--endpoint', endpoint];
  const ended = await dynamodb({
    ...waiting,
    args: [...args, ...own],
    environment: { PUNCHCARD_TOKEN: TOKEN },
    fetch: () => Promise.reject(new Error('nobody is asked')),
    now: () => 0,
    out: () => undefined,
    err: (text) => (err += text),
  });
  expect(ended).toBe(exit);
  expect(err).toMatch(message);
});

it('says which command installs the SDK', async () => {
  const options = { table: 'TimeEntries', endpoint, region: null, environment: {} };
  await expect(openTable(options, 'punchcard-sdk-that-is-not-there')).rejects.toThrow(
    /npm install --no-save @aws-sdk\/client-dynamodb/,
  );
});

it('takes a server that is not there for one that may be there later', async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  const table = await openTable({ table: 'TimeEntries', endpoint, region: null, environment: {} });
  const page = await table.page({ after: null, year: null });
  expect(isNotNow(page) && page.notNow).toContain('ECONNREFUSED');
  table.close();
  server = dynalite();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

/** A table of which the test says what each request comes to. */
const scripted = (answers: { pages?: (Page | NotNow)[]; left?: (number | NotNow)[] }) => {
  const asked: Item[][] = [];
  const none = (): never => {
    throw new Error('not asked for here');
  };
  const table: Table = {
    name: 'TimeEntries',
    page: () => Promise.resolve(answers.pages?.shift() ?? none()),
    put: (items) => {
      asked.push([...items]);
      const left = answers.left?.shift() ?? 0;
      return Promise.resolve(typeof left === 'number' ? { left: items.slice(items.length - left) } : left);
    },
    create: none,
    isActive: none,
    close: () => undefined,
  };
  return { table, asked };
};
const throttled: NotNow = { notNow: 'ProvisionedThroughputExceededException', after: null };
const items = (count: number): Item[] => Array.from({ length: count }, (_, nth) => ({ activity_start_end: { S: `${nth}` } }));

it('steps back from a table that throttles, and puts again what was left', async () => {
  const waits: number[] = [];
  const counting = { wait: (ms: number) => Promise.resolve(void waits.push(ms)), random: { next: () => 1 } };
  const [one, two] = [items(1), items(2)];
  const reading = scripted({
    pages: [throttled, throttled, { items: one, next: one[0]! }, { items: [], next: two[0]! }, { items: two, next: null }],
  });
  const pages: (readonly Item[])[] = [];
  for await (const page of pagesOf(reading.table, null, counting)) pages.push(page);
  expect(pages).toEqual([one, two]);
  expect(waits).toEqual([200, 400]);

  const writing = scripted({ left: [10, throttled, 3, 0, 0] });
  await putAll(writing.table, items(30), counting);
  expect(writing.asked.map(({ length }) => length)).toEqual([25, 10, 10, 3, 5]);

  const stuck = scripted({ left: Array.from({ length: 50 }, () => 25) });
  await expect(putAll(stuck.table, items(25), counting)).rejects.toThrow('takes no more items');
});

it.each<[string, Readonly<Record<string, Attribute | undefined>>, unknown]>([
  ['start and end', {}, { duration: 1, end: '2024-05-30T13:00:00Z' }],
  ['an end that only the duration tells', { end: undefined, duration: { N: '0.5' } }, { end: '2024-05-30T12:30:00Z' }],
  ['an activity that only the key tells', { activity_type: undefined }, { activity_type: 'Two_words' }],
  ['no description', { description: undefined }, { description: '' }],
  ['a duration as text', { duration: { S: '1\r' } }, { duration: 1 }],
  ['an offset', { start: { S: '2024-05-30T14:00:00+02:00' } }, { start: '2024-05-30T12:00:00Z' }],
  ['neither end nor duration', { end: undefined, duration: undefined }, 'has neither an end nor a duration'],
  ['an end before the start', { end: { S: '2024-05-30T11:00:00Z' } }, 'ends before it starts, or at once'],
  [
    'a time without an offset',
    { start: { S: '2024-05-30T12:00:00' } },
    'start: "2024-05-30T12:00:00" is no moment with an offset',
  ],
])('reads an item with %s', (_, more, expected) => {
  const all = { ...item('Two_words', '2024-05-30T12:00:00Z', '2024-05-30T13:00:00Z'), ...more };
  const row = rowOf(
    Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
  );
  if (typeof expected === 'string') expect(row).toBe(expected);
  else expect(row).toMatchObject({ row: expected as object, isCut: false });
});
