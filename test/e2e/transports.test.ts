import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { startBotProcess, type BotProcess } from '../support/bot-process.js';
import { callbackProblems } from '../support/contract/index.js';
import { createSigner, interactionFixtures, type InteractionFixture } from '../support/interaction-fixtures.js';
import { MINI_GUILD, startMiniDiscord, type MiniDiscord } from '../support/mini-discord.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

const signer = createSigner();
/** Puts the wall clock of a process off by what a file says. */
const CLOCK_SHIFT = pathToFileURL(path.join(import.meta.dirname, '../torture/system/clock-shift.mjs')).href;
type Answers = Readonly<Record<string, unknown>>;

let discord: MiniDiscord;
let redis: RedisProcess;
let dataDir: string;
let bot: BotProcess | undefined;

beforeEach(async () => {
  discord = await startMiniDiscord();
});
afterEach(() => discord.close());

/** A bot with nothing in its store; ended and cleared away afterwards. */
const withBot = async (
  env: Readonly<Record<string, string>>,
  run: (running: BotProcess) => Promise<Answers>,
): Promise<Answers> => {
  redis = await startRedis();
  dataDir = await mkdtemp(path.join(tmpdir(), 'punchcard-transports-'));
  try {
    bot = await startBotProcess({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_PUBLIC_KEY: signer.publicKey,
      REDIS_URL: redis.url,
      DATA_DIR: dataDir,
      ...env,
    });
    return await run(bot);
  } finally {
    await bot?.stop();
    await redis.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

const answersOf = async (
  fixtures: readonly InteractionFixture[],
  ask: (fixture: InteractionFixture) => Promise<unknown>,
): Promise<Answers> => {
  const answers: Record<string, unknown> = {};
  for (const fixture of fixtures) answers[fixture.name] = await ask(fixture);
  return answers;
};

/** The moment of a card, a length of time up to now, and the code of an unexpected error differ between two runs. */
const withoutMoments = (answers: Answers): unknown =>
  JSON.parse(
    JSON.stringify(answers)
      .replace(/<t:\d+/g, '<t:0')
      .replace(/\b\d+ (s|min)\b/g, '0 $1')
      .replace(/\b[0-9A-Z]{4}-[0-9A-Z]{4}\b/g, 'CODE-CODE'),
  );

/** The one set of fixtures, through both adapters, with the real commands behind them. */
it('answers every kind of interaction the same over the gateway and over HTTP', async () => {
  const at = Date.now();
  const fixtures = interactionFixtures({ at, guild: MINI_GUILD, applicationId: discord.applicationId });

  const gateway = await withBot({}, async () => {
    await discord.identified();
    await discord.waitFor('PUT', /\/commands$/);
    return answersOf(fixtures, async ({ payload }) => {
      discord.dispatch('INTERACTION_CREATE', payload);
      return (await discord.waitFor('POST', new RegExp(`^/interactions/${payload.id}/`))).body;
    });
  });
  // Its clock is twenty minutes fast, which changes nothing but what health says.
  const clockFile = path.join(await mkdtemp(path.join(tmpdir(), 'punchcard-clock-')), 'offset');
  await writeFile(clockFile, String(20 * 60_000));
  const wrongClock = { NODE_OPTIONS: `--import=${CLOCK_SHIFT}`, TORTURE_CLOCK: clockFile };
  const http = await withBot({ DISCORD_TRANSPORT: 'http', ...wrongClock }, async ({ url }) => {
    const answers = await answersOf(fixtures, async ({ payload }) => {
      const { headers, body } = signer.sign(payload, Date.now());
      const response = await fetch(`${url}/interactions`, { method: 'POST', headers, body });
      expect(response.status).toBe(200);
      return response.json();
    });
    const ready = z.object({ status: z.string(), degraded: z.array(z.string()) });
    expect(ready.parse(await (await fetch(`${url}/readyz`)).json())).toEqual({
      status: 'degraded',
      degraded: [expect.stringMatching(/clock of this machine is (1199|1200|1201) s ahead of Discord’s/)],
    });
    return answers;
  });
  await rm(path.dirname(clockFile), { recursive: true });

  expect(withoutMoments(http)).toEqual(withoutMoments(gateway));
  expect(Object.keys(gateway)).toHaveLength(fixtures.length);
  for (const [name, answer] of Object.entries(gateway)) expect(callbackProblems(answer), name).toEqual([]);
  // docs: Reference, User Agent
  for (const { userAgent } of discord.requests) expect(userAgent).toMatch(/^DiscordBot \(https:\/\/\S+, \d[\w.]*\)( |$)/);
  // By its own clock the one over HTTP would put the start five minutes later: as near to itself as a moment may be.
  const [, started] = /<t:(\d+)/.exec(JSON.stringify(http['command'])) ?? [];
  expect(Math.abs(Number(started) * 1_000 - at)).toBeLessThan(2_000);
  // Not everything may be a refusal: that would be equal too.
  expect(JSON.stringify(gateway['command'])).toContain('On the clock');
  expect(gateway['autocomplete']).toMatchObject({ type: 8 });
});
