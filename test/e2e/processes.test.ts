import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/bot-process.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { testChain, type TestChain } from '../support/chain.js';
import { Clicker } from '../support/clicker.js';

/** Discord's, ms. */
const WINDOW_MS = 5_000;
const MAX_CONCURRENCY = 2;
const SHARDS = 4;

const Health = z.looseObject({
  shards: z.array(z.looseObject({ id: z.number(), state: z.string() })),
  processes: z.array(z.looseObject({ name: z.string(), pid: z.number().nullable(), state: z.string(), restarts: z.number() })),
});

let world: BotInSandbox;
let store: TestChain;
let clickers: Clicker[];

beforeAll(async () => {
  world = await startBotInSandbox('gateway', {
    shards: SHARDS,
    identify: { maxConcurrency: MAX_CONCURRENCY, windowMs: WINDOW_MS },
    // People click here as fast as a quick machine lets them.
    env: { SHARD_COUNT: 'auto', PROCESSES: '2', RATE_LIMITS: 'false' },
  });
  store = await testChain(world.redis.url);
  const { guildIds } = world.sandbox.seed({ guilds: 24, membersPerGuild: 1 });
  const ofShard = (shard: number): string => guildIds.find((id) => (BigInt(id) >> 22n) % BigInt(SHARDS) === BigInt(shard)) ?? '';
  clickers = await Promise.all(Array.from({ length: SHARDS }, (_, shard) => Clicker.in(world.sandbox, ofShard(shard))));
});
afterAll(async () => {
  for (const clicker of clickers) clicker.close();
  await store.close();
  await world.close();
});

const health = async () => Health.parse(await (await fetch(`${world.bot.url}/healthz`)).json());
const pids = async () => (await health()).processes.map(({ pid }) => pid ?? 0);
const metrics = async (): Promise<string> => (await fetch(`${world.bot.url}/metrics`)).text();
const shardsReady = (): Promise<true> =>
  eventually(
    async () => ((await health()).shards.filter(({ state }) => state === 'ready').length === SHARDS ? true : undefined),
    'all shards',
  );
/** Which of the processes does what only one may do. */
const leader = (): Promise<string> =>
  eventually(async () => /punchcard_lease_held\{lease="leader",process="(p\d)"\} 1/.exec(await metrics())?.[1], 'a leader');

it('answers in guilds of all shards, and in direct messages', async () => {
  await Promise.all(clickers.map((clicker) => clicker.click()));
  const ben = await world.person('ben');
  expect(JSON.stringify(await ben.command(null, await ben.directMessages(), 'status'))).toContain('clock');
  const { shards, processes } = await health();
  expect(shards.map(({ id }) => id)).toEqual([0, 1, 2, 3]);
  expect(processes.map(({ name, state }) => [name, state])).toEqual([
    ['p0', 'ready'],
    ['p1', 'ready'],
  ]);
  const text = await metrics();
  for (const process of ['p0', 'p1'])
    expect(text).toMatch(new RegExp(`punchcard_interactions_total\\{[^}]*process="${process}"\\} [1-9]`));
});

it('a process that is killed takes nobody with it, and comes back; another one leads within ten seconds', async () => {
  const [first] = await leader().then((name) => [Number(name.slice(1))]);
  const before = await pids();
  const victim = before[first ?? 0] ?? 0;
  const others = clickers.filter((_, shard) => Math.floor(shard / 2) !== first);
  process.kill(victim, 'SIGKILL');
  const killed = performance.now();
  let led: number | undefined;
  const back = async (): Promise<boolean> => {
    const { processes, shards } = await health();
    const again = processes[first ?? 0];
    return again?.pid !== victim && again?.state === 'ready' && shards.filter(({ state }) => state === 'ready').length === SHARDS;
  };
  for (let isBack = false; !isBack || led === undefined; isBack = await back()) {
    for (const other of others) await other.click();
    if (led === undefined && new RegExp(`lease="leader",process="p[01]"\\} 1`).test(await metrics()))
      led = performance.now() - killed;
    if (performance.now() - killed > 40_000) throw new Error('it does not come back');
  }
  expect(led).toBeLessThan(10_000);
  const now = await pids();
  expect(now[first ?? 0]).not.toBe(victim);
  expect(now[1 - (first ?? 0)]).toBe(before[1 - (first ?? 0)]);
  for (const clicker of clickers) await clicker.click();
});

it('a rolling restart under clicks loses none and counts none twice', async () => {
  await shardsReady();
  const before = await pids();
  let done = false;
  const clicking = Promise.all(
    clickers.map(async (clicker) => {
      while (!done) await clicker.clickAndRest();
    }),
  );
  process.kill(world.bot.pid, 'SIGHUP');
  const replaced = eventually(async () => {
    const now = await pids();
    return now.every((pid, at) => pid !== 0 && pid !== before[at]) && before.every((pid) => !lives(pid)) ? true : undefined;
  }, 'both to be replaced');
  await Promise.race([replaced, clicking]);
  done = true;
  await clicking;
  expect(await Promise.all(clickers.map((clicker) => clicker.recorded(store)))).toEqual(clickers.map(({ clicks }) => clicks));
  expect(Math.min(...clickers.map(({ clicks }) => clicks))).toBeGreaterThan(20);
  expect(world.bot.output()).not.toMatch(/"level":"error".*(?:delivered|handled)/);
});

it('keeps to the pace of identifies in all processes together, and registers the commands once', async () => {
  const identifies = world.sandbox.identifies();
  expect(identifies.filter(({ allowed }) => !allowed)).toEqual([]);
  // The start, the process that was killed, and the rolling restart.
  expect(identifies).toHaveLength(SHARDS + SHARDS / 2 + SHARDS);
  for (let bucket = 0; bucket < MAX_CONCURRENCY; bucket++) {
    const at = identifies.filter(({ shard }) => shard % MAX_CONCURRENCY === bucket).map((one) => one.at);
    for (const [n, moment] of at.slice(1).entries()) expect(moment - (at[n] ?? 0)).toBeGreaterThanOrEqual(WINDOW_MS);
  }
  const writes = (await world.requests()).filter(({ method, path }) => method === 'PUT' && path.endsWith('/commands'));
  expect(writes).toHaveLength(1);
  expect(await world.contractProblems()).toEqual([]);
  expect(await world.bot.stop()).toBe(0);
});

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
