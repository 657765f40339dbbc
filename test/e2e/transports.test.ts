import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startBotProcess, type BotProcess } from '../support/bot-process.js';
import { callbackProblems } from '../support/contract/index.js';
import { createSigner, interactionFixtures, type InteractionFixture } from '../support/interaction-fixtures.js';
import { MINI_GUILD, startMiniDiscord, type MiniDiscord } from '../support/mini-discord.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

const signer = createSigner();
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
  const fixtures = interactionFixtures({ at: Date.now(), guild: MINI_GUILD, applicationId: discord.applicationId });

  const gateway = await withBot({}, async () => {
    await discord.identified();
    await discord.waitFor('PUT', /\/commands$/);
    return answersOf(fixtures, async ({ payload }) => {
      discord.dispatch('INTERACTION_CREATE', payload);
      return (await discord.waitFor('POST', new RegExp(`^/interactions/${payload.id}/`))).body;
    });
  });
  const http = await withBot({ DISCORD_TRANSPORT: 'http' }, ({ url }) =>
    answersOf(fixtures, async ({ payload }) => {
      const { headers, body } = signer.sign(payload, Date.now());
      const response = await fetch(`${url}/interactions`, { method: 'POST', headers, body });
      expect(response.status).toBe(200);
      return response.json();
    }),
  );

  expect(withoutMoments(http)).toEqual(withoutMoments(gateway));
  expect(Object.keys(gateway)).toHaveLength(fixtures.length);
  for (const [name, answer] of Object.entries(gateway)) expect(callbackProblems(answer), name).toEqual([]);
  // Not everything may be a refusal: that would be equal too.
  expect(JSON.stringify(gateway['command'])).toContain('On the clock');
  expect(gateway['autocomplete']).toMatchObject({ type: 8 });
});
