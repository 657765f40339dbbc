import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually } from '../support/bot-process.js';
import { startBotInSandbox, type BotInSandbox } from '../support/bot-in-sandbox.js';
import { testChain, type TestChain } from '../support/chain.js';
import { CookieBrowser } from '../support/cookie-browser.js';
import { logIn } from '../support/web-stage.js';
import { Clicker } from '../support/clicker.js';

const Health = z.looseObject({ processes: z.array(z.looseObject({ pid: z.number().nullable(), state: z.string() })) });

let world: BotInSandbox;
let store: TestChain;
let clickers: Clicker[];

beforeAll(async () => {
  world = await startBotInSandbox('http', { env: { PROCESSES: '2' } });
  store = await testChain(world.redis.url);
  const { guildIds } = world.sandbox.seed({ guilds: 3, membersPerGuild: 1 });
  clickers = await Promise.all(guildIds.map((guild) => Clicker.in(world.sandbox, guild)));
});
afterAll(async () => {
  for (const clicker of clickers) clicker.close();
  await store.close();
  await world.close();
});

const processes = async () => Health.parse(await (await fetch(`${world.bot.url}/healthz`)).json()).processes;
/** Other processes than these, all of them ready. */
const replaced = (before: readonly (number | null)[]): Promise<true> =>
  eventually(async () => {
    const now = await processes();
    return now.every(({ pid, state }) => state === 'ready' && !before.includes(pid)) ? true : undefined;
  }, 'other processes');

it('over HTTP a process that is killed and a rolling restart lose no click, and count none twice', async () => {
  let done = false;
  const clicking = Promise.all(
    clickers.map(async (clicker) => {
      while (!done) await clicker.clickAndRest();
    }),
  );
  const before = await processes();
  const victim = before[0]?.pid ?? 0;
  await eventually(() => (clickers.every(({ clicks }) => clicks > 2) ? true : undefined), 'a few clicks');
  process.kill(victim, 'SIGKILL');
  await Promise.race([
    clicking,
    eventually(async () => {
      const [first] = await processes();
      return first?.state === 'ready' && first.pid !== victim ? true : undefined;
    }, 'the killed process to be back'),
  ]);
  const now = (await processes()).map(({ pid }) => pid);
  process.kill(world.bot.pid, 'SIGHUP');
  await Promise.race([clicking, replaced(now)]);
  done = true;
  await clicking;
  expect(await Promise.all(clickers.map((clicker) => clicker.recorded(store)))).toEqual(clickers.map(({ clicks }) => clicks));
});

it('somebody who logs in to the page is known by every process, through the one address', async () => {
  const [ben, phone] = [new CookieBrowser(), new CookieBrowser()];
  const page = { url: world.bot.url, sandbox: world.sandbox };
  expect(await logIn(page, ben)).toBe(`${world.bot.url}/app/`);
  await logIn(page, phone);
  const session = async (browser: CookieBrowser) => browser.open(`${world.bot.url}/api/v1/session`);
  const Session = z.looseObject({ csrf: z.string(), servers: z.array(z.object({ name: z.string() })) });
  const { csrf, servers } = Session.parse(await (await session(ben)).json());
  expect(servers.map(({ name }) => name)).toEqual(['Punchcard Lab']);
  await ben.post(`${world.bot.url}/logout-everywhere`, { csrf });
  expect([(await session(ben)).status, (await session(phone)).status]).toEqual([401, 401]);
  expect(await world.contractProblems()).toEqual([]);
  expect(world.bot.output()).not.toContain(csrf);
});

it('the processes end with their supervisor, also when nobody reads what they say any more', async () => {
  const pids = (await processes()).map(({ pid }) => pid ?? 0);
  expect(pids.map(lives)).toEqual([true, true]);
  world.bot.deafen();
  await world.bot.kill();
  await eventually(() => (pids.some(lives) ? undefined : true), 'the processes to end');
});

const lives = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
