import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startFlatBot, type FlatBot } from '../../../test/support/flat-bot.js';
import type { Environment } from '../environment.js';
import type { Interval } from './export.js';
import { rowsOf } from './rows.js';
import { timew } from './run.js';
import { webhookOf } from './webhook.js';

const TOKEN = 'pc_token_that_nobody_may_see';
const HAS_TIMEW = spawnSync('timew', ['--version']).error === undefined;
if (!HAS_TIMEW) process.stderr.write('timew is not installed: uploads from the real Timewarrior are not tested\n');

let bot: FlatBot;
let folder: string;
beforeAll(async () => {
  bot = await startFlatBot(TOKEN);
});
afterAll(() => bot.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'punchcard-timew-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  bot.rows.clear();
  bot.troubles.length = 0;
  bot.heard.length = 0;
  bot.posted.length = 0;
});

const environment = (): Environment => ({
  PATH: process.env['PATH'],
  TIMEWARRIORDB: folder,
  TZ: 'UTC',
  PUNCHCARD_URL: bot.url,
  PUNCHCARD_TOKEN: TOKEN,
});

/** Tracks time in the way that people do. */
const track = (...args: readonly string[]): void => {
  execFileSync('timew', [...args], { env: { ...environment() }, input: 'yes\n', stdio: 'pipe' });
};

const run = async (args: readonly string[], more: Environment = {}) => {
  let [out, err] = ['', ''];
  const waits: number[] = [];
  const exit = await timew({
    args: ['upload', ...args],
    environment: { ...environment(), ...more },
    fetch: (url, init) => fetch(url, init),
    wait: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    random: { next: () => 1 },
    now: () => Date.UTC(2026, 2, 10, 12),
    out: (text) => (out += text),
    err: (text) => (err += text),
  });
  return { exit, out, err, waits };
};

describe.skipIf(!HAS_TIMEW)('an upload from the real Timewarrior', () => {
  beforeEach(() => {
    track('track', '2026-03-08T22:00', '-', '2026-03-09T02:00', 'Project', 'two words');
    track('annotate', '@1', 'a "note" # ü');
    track('track', '2026-03-09T08:00', '-', '2026-03-09T09:30', 'Reading');
    track('track', '2026-02-01T08:00', '-', '2026-02-01T09:00', 'Old');
  });

  it('brings each interval once, whole, with tags and annotation', async () => {
    const first = await run(['--since', '2026-03-09', '--activity', 'Project']);
    expect(first).toMatchObject({ exit: 0, err: '' });
    expect(first.out).toContain('since 2026-03-09: 2 intervals');
    expect(first.out).toContain('new: 2, there already: 0');
    expect([...bot.rows.values()]).toEqual([
      {
        activity_start_end: 'Project_2026-03-08T22:00:00Z_2026-03-09T02:00:00Z',
        year: '2026',
        activity_type: 'Project',
        start: '2026-03-08T22:00:00Z',
        end: '2026-03-09T02:00:00Z',
        duration: 4,
        description: 'a "note" # ü (two words)',
      },
      expect.objectContaining({ activity_type: 'Reading', duration: 1.5, description: '' }),
    ]);

    const again = await run(['--since', '14d', '--activity', 'Project']);
    expect(again.out).toContain('new: 0, there already: 2');
    expect((await run(['--since', 'all', '--activity', 'Project'])).out).toContain('new: 1, there already: 2');
    expect(bot.rows.size).toBe(3);
  });

  it('leaves what is running for a later upload', async () => {
    track('start', 'Project');
    const { exit, out } = await run(['--since', 'all']);
    expect(exit).toBe(0);
    expect(out).toContain('one interval is running');
    expect(bot.rows.size).toBe(3);
  });

  it('loses nothing while the bot is away', async () => {
    const gone = await startFlatBot(TOKEN);
    await gone.close();
    const away = await run(['--since', 'all'], { PUNCHCARD_URL: gone.url });
    expect(away.exit).toBe(3);
    expect(away.err).toContain('Nothing is lost');
    expect(away.waits).toHaveLength(4);

    bot.troubles.push({ status: 503 }, { status: 429, headers: { 'retry-after': '2' } });
    const later = await run(['--since', 'all']);
    expect(later).toMatchObject({ exit: 0, waits: [2000, 6000] });
    expect(later.out).toContain('new: 3');
  });

  it('says which intervals are not taken, and brings the others', async () => {
    track('track', '2026-03-09T10:00', '-', '2026-03-09T11:00', 'refused');
    const { exit, out } = await run(['--since', 'all']);
    expect(exit).toBe(4);
    expect(out).toContain('refused, 2026-03-09T10:00:00Z to 2026-03-09T11:00:00Z: There is no such category.');
    expect(bot.rows.size).toBe(3);
  });

  it('posts numbers and no notes, to Discord and to Slack', async () => {
    await run(['--since', 'all'], { PUNCHCARD_WEBHOOK: `${bot.url}/api/webhooks/1/secret-of-the-hook` });
    await run(['--since', 'all', '--webhook', `${bot.url}/hook`]);
    expect(bot.posted).toEqual([
      { content: expect.stringContaining('new: 3, there already: 0') as string, allowed_mentions: { parse: [] } },
      { text: expect.stringContaining('new: 0, there already: 3') as string },
    ]);
    expect(JSON.stringify(bot.posted)).not.toContain('note');
    await run(['--since', 'all', '--quiet', '--webhook', `${bot.url}/hook`]);
    expect(bot.posted).toHaveLength(2);
  });

  it('never shows the token or the address of the webhook', async () => {
    const hook = `${bot.url}/api/webhooks/1/secret-of-the-hook`;
    bot.troubles.push({ status: 200, body: '{"added":0,"alreadyThere":3,"differences":[],"errors":[]}' }, { status: 404 });
    const gone = await run(['--since', 'all', '--webhook', hook]);
    expect(gone.exit).toBe(5);
    const unknown = await run(['--since', 'all', '--token', 'another_secret_token']);
    expect(unknown).toMatchObject({ exit: 4, err: 'the bot does not take this token: This token is not known.\n' });
    for (const { out, err } of [gone, unknown]) expect(out + err).not.toMatch(/secret|may_see/);
  });

  it('does not take a range that Timewarrior does not understand, nor a database that was not there', async () => {
    expect(await run(['--since', 'nonsense'])).toMatchObject({ exit: 1, out: '' });
    rmSync(join(folder, 'data'), { recursive: true });
    rmSync(folder, { recursive: true });
    const fresh = await run([]);
    expect(fresh).toMatchObject({ exit: 1 });
    expect(fresh.err).toContain('is this the user who tracks time');
  });
});

it('says that there is no Timewarrior', async () => {
  expect(await run([], { PATH: folder })).toMatchObject({
    exit: 1,
    err: expect.stringContaining('install Timewarrior') as string,
  });
});

it.each([
  ['an option of Timewarrior in the range', ['--since', ':all;rm'], /--since/],
  ['an option in the range', ['--since=-x'], /--since/],
  ['an unknown option', ['--sinec', 'yesterday'], /sinec/],
  ['another word', ['download'], /npm run timew/],
  ['a token without encryption', ['--url', 'http://clock.example.org'], /https/],
  ['a password in the address', ['--url', 'https://me:secret@clock.example.org'], /--token/],
  ['a webhook without encryption', ['--webhook', 'http://hooks.example.org/secret'], /webhook/],
])('refuses %s before it asks anything', async (_, args, message) => {
  const { exit, err } = await run(args);
  expect(exit).toBe(2);
  expect(err).toMatch(message);
  expect(err).not.toContain('secret');
  expect(bot.heard).toEqual([]);
});

it.each([
  ['https://discord.com/api/webhooks/1/x', 'discord'],
  ['https://ptb.discord.com/api/v10/webhooks/1/x', 'discord'],
  ['https://discord.com/api/webhooks/1/x/slack', 'slack'],
  ['https://hooks.slack.com/services/T/B/x', 'slack'],
])('speaks the language of %s', (url, service) => {
  expect(webhookOf(url).service).toBe(service);
});

it('makes rows of intervals', () => {
  const interval: Interval = { start: Date.UTC(2026, 0, 1), end: Date.UTC(2026, 0, 1, 1), tags: [], annotation: '' };
  const of = (some: Partial<Interval>, activities: readonly string[] = []) =>
    rowsOf([{ ...interval, ...some }], { activities, untagged: 'Other' }).rows;
  expect(of({})[0]).toMatchObject({ activity_type: 'Other', description: '' });
  expect(of({ tags: ['b', 'c'] })[0]).toMatchObject({ activity_type: 'b', description: 'c' });
  expect(of({ tags: ['b', 'c'], annotation: 'n' }, ['c', 'b'])[0]).toMatchObject({ activity_type: 'c', description: 'n (b)' });
  expect(of({ end: interval.start })).toEqual([]);
  const long = rowsOf([{ ...interval, annotation: `${'x'.repeat(198)}😀😀` }], { activities: [], untagged: 'Other' });
  expect(long).toMatchObject({ cut: 1, rows: [{ description: `${'x'.repeat(198)}…` }] });
});
