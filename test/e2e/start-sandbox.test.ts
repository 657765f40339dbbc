import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CONFIG_KEYS } from '../../src/core/config.js';
import { METRICS } from '../../src/core/metric-catalogue.js';
import { eventually } from '../support/bot-process.js';
import { DiscordUser, options, subcommand } from '../support/discord-user.js';

/** The first start builds the program and the page, which is not what is waited for here, ms. */
const BUILD_MS = 300_000;
const ROOT = path.join(import.meta.dirname, '../..');
/** Set to nothing, so that a developer's own `.env` does not reach the tests. */
const NOTHING = Object.fromEntries(CONFIG_KEYS.map((key) => [key, '']));

let dataDir: string;
const running: Started[] = [];

interface Started {
  readonly pid: number;
  output(): string;
  /** The page's address, once it was printed. */
  url(): Promise<string>;
  exit: Promise<number | null>;
  signal(name: NodeJS.Signals): void;
}

/** Like a terminal does it: a process group of its own, so that a signal can be sent to all of it. */
function start(env: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, ...NOTHING, DATA_DIR: dataDir, HTTP_PORT: '0', SANDBOX_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  let ended = false;
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      ended = true;
      resolve(code);
    });
  });
  const started: Started = {
    pid: z.number().parse(child.pid),
    output: () => output,
    url: () =>
      eventually(() => {
        const found = /Punchcard is ready: +(http:\/\/\S+)/.exec(output)?.[1];
        if (found === undefined && ended) throw new Error(`it ended early:\n${output}`);
        return found;
      }, 'the address of the page').catch((error: unknown) => {
        throw new Error(`${String(error)}\n${output}`);
      }),
    exit,
    signal: (name) => {
      if (!ended) process.kill(-started.pid, name);
    },
  };
  running.push(started);
  return started;
}

/** Processes whose command line names our data directory: whatever we started, grandchildren too. */
async function left(): Promise<string[]> {
  const found: string[] = [];
  if (!existsSync('/proc/self/cmdline')) {
    const { stdout } = spawnSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line.includes(dataDir));
  }
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const args = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (args.includes(dataDir)) found.push(`${pid} ${args.replaceAll('\0', ' ')}`);
  }
  return found;
}

const State = z.object({
  me: z.object({ id: z.string() }),
  bot: z.object({ online: z.boolean() }),
  guilds: z.array(z.object({ id: z.string(), commands: z.array(z.object({ name: z.string() })) })).min(1),
});
const stateOf = async (url: string) => State.parse(await (await fetch(new URL('/sandbox/state', url))).json());

const HOUR = 3_600_000;
/** No edit of a dashboard is held up for longer, ms. */
const LONGEST_HOLD = 6 * 60_000;
/** Looks that come to about a second. */
const LOOKS = 40;
const send = (url: string, to: string, body: unknown) =>
  fetch(new URL(to, url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A history from the bot, and a session of eight hours that takes no time. */
async function fillAndMove(url: string): Promise<void> {
  const sample = await send(url, '/sandbox/sample', { members: 6, days: 30, seed: 3 });
  const made = z.object({ members: z.number(), entries: z.number() }).parse(await sample.json());
  expect(made.members).toBe(6);
  expect(made.entries).toBeGreaterThan(60);
  expect((await send(url, '/sandbox/sample', {})).status).toBe(409);

  const ada = await DiscordUser.connect(url, (await stateOf(url)).me.id);
  const [lab] = (await ada.state()).guilds;
  const run = async (name: string, values: Readonly<Record<string, string>> = {}) =>
    JSON.stringify(await ada.command(lab?.id ?? '', lab?.channels[0]?.id ?? '', name, ...options(values)));
  await run('clockin', { category: 'Work' });
  const moved = await send(url, '/sandbox/clock', { by: 8 * HOUR });
  const { now } = z.object({ now: z.number() }).parse(await moved.json());
  for (const told of [now, Date.parse(moved.headers.get('date') ?? '')]) expect(Math.round((told - Date.now()) / HOUR)).toBe(8);
  expect(await run('clockout')).toContain('8 h');
  ada.close();
}

/** Two sessions of an hour, and a week: each confirms itself seven days after it ended, and nobody has pressed anything. */
async function confirmInOrder(url: string): Promise<void> {
  const ada = await DiscordUser.connect(url, (await stateOf(url)).me.id);
  const [lab] = (await ada.state()).guilds;
  const [guild, channel] = [lab?.id ?? '', lab?.channels[0]?.id ?? ''];
  const run = async (name: string, values: Readonly<Record<string, string>> = {}) =>
    JSON.stringify(await ada.command(guild, channel, name, ...options(values)));
  for (const category of ['Work', 'Study']) {
    await run('clockin', { category });
    await send(url, '/sandbox/clock', { by: HOUR });
    expect(await run('clockout')).toMatch(/Not confirmed yet, confirms itself <t:\d+:R>/);
  }
  const entries = await ada.autocomplete(guild, channel, 'explain', { name: 'entry', value: '', focused: true });
  expect(entries).toHaveLength(2);
  await send(url, '/sandbox/clock', { by: 7 * 24 * HOUR - 2 * HOUR });
  const explained = () => Promise.all(entries.map(({ value }) => run('explain', { entry: String(value) })));
  expect((await explained()).join()).not.toContain('**Confirmed**');
  await send(url, '/sandbox/clock', { by: 3 * HOUR });
  for (const text of await explained()) {
    const [confirmed, ended] = ['Confirmed', 'Clocked out'].map((event) =>
      Number(text.split(`**${event}** <t:`)[1]?.split(':')[0]),
    );
    expect(text).toContain('by the bot itself');
    expect((confirmed ?? 0) - (ended ?? 0)).toBe((7 * 24 * HOUR) / 1_000);
  }
  ada.close();
}

/** A dashboard that nobody clicks on shows the new day, also when an edit was held up as the time was moved. */
async function beginsTheDay(url: string): Promise<void> {
  const ada = await DiscordUser.connect(url, (await stateOf(url)).me.id);
  const [lab] = (await ada.state()).guilds;
  const [guild, channel] = [lab?.id ?? '', lab?.channels[0]?.id ?? ''];
  const isShown = async (text: string): Promise<boolean> => {
    const all = (await ada.messages(channel)).map(({ components }) => JSON.stringify(components));
    return all.some((each) => each.includes('pc1:dash-status') && each.includes(text));
  };
  /** An edit may be held up for some minutes, from whenever it is asked for: the time is moved on now and then until it is there, by hours in all at most. */
  const shows = (text: string) => {
    let looks = 0;
    return eventually(async () => {
      if (await isShown(text)) return true;
      looks += 1;
      if (looks % LOOKS === 0) await send(url, '/sandbox/clock', { by: LONGEST_HOLD });
      return undefined;
    }, `a dashboard with ${text}`);
  };
  // Whatever time it is: what comes first is to lie on one day.
  const tomorrow = (Math.floor(Date.now() / (24 * HOUR)) + 1) * 24 * HOUR;
  await send(url, '/sandbox/clock', { to: tomorrow });
  await ada.command(guild, channel, 'dashboard', subcommand('post'));
  await shows('On the clock: 0');
  await ada.command(guild, channel, 'clockin', ...options({ category: 'Work' }));
  await shows('On the clock: 1');
  await send(url, '/sandbox/clock', { by: HOUR });
  await ada.command(guild, channel, 'clockout');
  await shows('On the clock: 0');
  expect(await isShown('Work: ')).toBe(true);
  // It is never moved by as much as a day at once by waiting, so that the day is another one only now.
  await send(url, '/sandbox/clock', { by: 24 * HOUR });
  await shows('No time yet.');
  ada.close();
}

/** What was moved and filled is still so, until a clean world begins in the present. */
async function beginAnew(url: string, person: string): Promise<void> {
  const World = z.object({ movedMs: z.number(), sample: z.string(), me: z.object({ id: z.string() }) });
  const worldOf = async () => World.parse(await (await fetch(new URL('/sandbox/state', url))).json());
  const kept = await worldOf();
  expect([Math.round(kept.movedMs / HOUR), kept.sample, kept.me.id]).toEqual([8, 'made', person]);
  await fetch(new URL('/sandbox/state', url), { method: 'DELETE' });
  const clean = await worldOf();
  expect([clean.movedMs, clean.sample, clean.me.id === person]).toEqual([0, 'none', false]);
  await eventually(async () => ((await stateOf(url)).bot.online ? true : undefined), 'the bot in the clean world');
}

beforeAll(() => {
  // Only what is older than its sources: other tests run at the same time what was built before them.
  const built = spawnSync(process.execPath, ['scripts/build.mjs', '--stale'], { cwd: ROOT, encoding: 'utf8', timeout: BUILD_MS });
  if (built.status !== 0) throw new Error(`it could not be built:\n${built.stdout}${built.stderr}`);
}, BUILD_MS);

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'pc-start-'));
});

afterEach(async () => {
  for (const started of running.splice(0)) {
    started.signal('SIGKILL');
    await started.exit;
  }
  await rm(dataDir, { recursive: true, force: true });
});

describe('npm start without a token', () => {
  it('leads to a page with a bot that is online, ends with Ctrl-C, and continues where it was: people, history and time', async () => {
    const first = start();
    const url = await first.url();
    const page = await fetch(url);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    expect(await page.text()).toContain('<script');
    const before = await stateOf(url);
    expect(before.bot.online).toBe(true);
    expect(before.guilds[0]?.commands.map(({ name }) => name)).toEqual(expect.arrayContaining(['clockin', 'clockout', 'status']));

    await fillAndMove(url);

    // A guild that only this run has: if the next one knew it from the seed, this test could not fail.
    const guild = z.string().parse(before.guilds[0]?.id);
    const left1 = await fetch(new URL(`/sandbox/guilds/${guild}/members/${before.me.id}`, url), { method: 'DELETE' });
    expect(left1.status).toBeLessThan(300);

    first.signal('SIGINT');
    expect(await first.exit, first.output()).toBe(0);
    expect(await left()).toEqual([]);

    const second = start();
    const again = await second.url();
    const members = z.object({
      guilds: z.array(z.object({ id: z.string(), members: z.array(z.object({ user: z.object({ id: z.string() }) })) })),
    });
    const after = members.parse(await (await fetch(new URL('/sandbox/state', again))).json());
    const same = after.guilds.find(({ id }) => id === guild);
    expect(same?.members.map(({ user }) => user.id) ?? []).not.toContain(before.me.id);
    await beginAnew(again, before.me.id);
    expect(first.output() + second.output()).not.toMatch(/clock of this machine/);
    second.signal('SIGTERM');
    expect(await second.exit, second.output()).toBe(0);
    expect(await left()).toEqual([]);
    // The managed Redis wrote its append-only file.
    const written = spawnSync('find', [dataDir, '-name', '*.aof', '-o', '-name', 'appendonly*'], { encoding: 'utf8' }).stdout;
    expect(written).not.toBe('');
  });

  it('confirms entries when the clock is moved by a week, each at its own moment', async () => {
    const started = start();
    await confirmInOrder(await started.url());
    started.signal('SIGINT');
    expect(await started.exit, started.output()).toBe(0);
  });

  it('begins the day on dashboards when the clock is moved past midnight', async () => {
    const first = start();
    await beginsTheDay(await first.url());
    first.signal('SIGINT');
    expect(await first.exit).toBe(0);
  });

  it('leaves nothing behind when Ctrl-C comes in the middle of the start', async () => {
    const started = start();
    await eventually(() => (existsSync(path.join(dataDir, 'redis')) ? true : undefined), 'the managed Redis to be started');
    started.signal('SIGINT');
    expect(await started.exit, started.output()).toBe(0);
    expect(await left()).toEqual([]);
  });

  it('serves health and metrics beside it', async () => {
    const port = await takePort();
    const started = start({ HTTP_PORT: `${port.number}` });
    await port.release();
    await started.url();
    const ready = await fetch(`http://127.0.0.1:${port.number}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', ready: true, reasons: [], degraded: [] }]);
    const metrics = await (await fetch(`http://127.0.0.1:${port.number}/metrics`)).text();
    expect(metrics).toContain('punchcard_nodejs_eventloop_lag_seconds');
    // What docs/grafana.json asks for is there before anything has happened.
    const counted = Object.entries(METRICS).flatMap(([name, { kind }]) =>
      kind === 'gauge' ? [] : [`# TYPE punchcard_${name} ${kind}`],
    );
    expect(counted.filter((line) => !metrics.includes(line))).toEqual([]);
    started.signal('SIGTERM');
    expect(await started.exit, started.output()).toBe(0);
  });
});

describe('npm start with a mistake', () => {
  it('names every wrong variable at once and ends with 2', async () => {
    const started = start({
      HTTP_PORT: '99999',
      DISCORD_TRANSPORT: 'telegraph',
      DEFAULT_TIME_ZONE: 'Mars/Olympus',
      REDIS_URL: 'ftp://x',
    });
    expect(await started.exit).toBe(2);
    for (const name of ['HTTP_PORT', 'DISCORD_TRANSPORT', 'DEFAULT_TIME_ZONE', 'REDIS_URL'])
      expect(started.output()).toContain(name);
    expect(started.output()).not.toContain('    at ');
  });

  it('names HTTP_PORT when it is taken, ends with 2 and leaves nothing behind', async () => {
    const port = await takePort();
    const started = start({ HTTP_PORT: `${port.number}` });
    expect(await started.exit, started.output()).toBe(2);
    await port.release();
    expect(started.output()).toContain(`HTTP_PORT: port ${port.number} is in use`);
    expect(await left()).toEqual([]);
  });
});

async function takePort(): Promise<{ number: number; release(): Promise<void> }> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  return { number: port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}

describe('the repository', () => {
  it('starts by the script that is tested here', async () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')));
    expect(scripts['start']).toBe('node --max-semi-space-size=32 --heap-growing-percent=100 scripts/start.mjs');
  });
});
