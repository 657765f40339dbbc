import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startBotProcess, type BotProcess } from '../support/bot-process.js';
import { callbackProblems, registrationProblems, requestProblems } from '../support/contract/index.js';
import { MINI_GUILD, startMiniDiscord, type MiniDiscord } from '../support/mini-discord.js';
import { startRedis, type RedisProcess } from '../support/redis.js';

const MEMBER = '900000000000000050';
const EPOCH = 1_420_070_400_000;
let counter = 0;
const snowflake = (): string => String((BigInt(Date.now() - EPOCH) << 22n) | BigInt((counter += 1)));

/** Only what Discord's documentation promises of an interaction. */
const interaction = (applicationId: string, type: number, data: Record<string, unknown>) => ({
  id: snowflake(),
  application_id: applicationId,
  type,
  token: 'interaction-token',
  version: 1,
  guild_id: MINI_GUILD,
  channel_id: '900000000000000060',
  channel: { id: '900000000000000060', type: 0 },
  member: {
    user: { id: MEMBER, username: 'mina', discriminator: '0', avatar: null, global_name: 'Mina' },
    roles: [],
    joined_at: '2024-01-01T00:00:00.000Z',
    deaf: false,
    mute: false,
    flags: 0,
    permissions: '2147483648',
  },
  locale: 'en-US',
  guild_locale: 'en-US',
  entitlements: [],
  authorizing_integration_owners: {},
  app_permissions: '8',
  attachment_size_limit: 1,
  data,
});

const clockIn = (applicationId: string, category: string) =>
  interaction(applicationId, 2, { id: '1', name: 'clockin', type: 1, options: [{ name: 'category', type: 3, value: category }] });
const autocomplete = (applicationId: string) =>
  interaction(applicationId, 4, {
    id: '1',
    name: 'clockin',
    type: 1,
    options: [{ name: 'category', type: 3, value: '', focused: true }],
  });

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const publicKeyHex = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');

describe('an independent Discord at DISCORD_API_URL', () => {
  let discord: MiniDiscord;
  let redis: RedisProcess;
  let dataDir: string;
  let bot: BotProcess | undefined;

  beforeEach(async () => {
    discord = await startMiniDiscord();
    redis = await startRedis();
    dataDir = await mkdtemp(path.join(tmpdir(), 'punchcard-mini-'));
  });
  afterEach(async () => {
    await bot?.stop();
    bot = undefined;
    await redis.stop();
    await discord.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (extra: Record<string, string>): Promise<BotProcess> =>
    (bot = await startBotProcess({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      REDIS_URL: redis.url,
      DATA_DIR: dataDir,
      ...extra,
    }));

  it('serves its commands over the gateway', async () => {
    await start({});
    await discord.identified();
    const registration = await discord.waitFor('PUT', /\/commands$/);
    expect(registrationProblems(registration.body)).toEqual([]);

    const ask = autocomplete(discord.applicationId);
    discord.dispatch('INTERACTION_CREATE', ask);
    const choices = await discord.waitFor('POST', new RegExp(`/interactions/${ask.id}/`));
    expect(choices.body).toMatchObject({
      type: 8,
      data: { choices: expect.arrayContaining([expect.objectContaining({ name: expect.any(String) as string })]) as unknown },
    });
    const category = firstChoice(choices.body);

    const click = clockIn(discord.applicationId, category);
    discord.dispatch('INTERACTION_CREATE', click);
    const reply = await discord.waitFor('POST', new RegExp(`/interactions/${click.id}/`));
    expect(callbackProblems(reply.body)).toEqual([]);
    expect(reply.body).toMatchObject({ type: 4 });

    expect(discord.requests.flatMap(requestProblems)).toEqual([]);
    expect(discord.unknown).toEqual([]);
  });

  it('serves its commands over HTTP, with no gateway at all', async () => {
    const running = await start({ DISCORD_TRANSPORT: 'http', DISCORD_PUBLIC_KEY: publicKeyHex });
    await discord.waitFor('PUT', /\/commands$/);
    const post = async (body: unknown): Promise<{ status: number; json: unknown }> => {
      const raw = JSON.stringify(body);
      const timestamp = String(Math.floor(Date.now() / 1000));
      const signature = sign(null, Buffer.from(timestamp + raw), privateKey).toString('hex');
      const headers = {
        'content-type': 'application/json',
        'x-signature-ed25519': signature,
        'x-signature-timestamp': timestamp,
      };
      const response = await fetch(`${running.url}/interactions`, { method: 'POST', headers, body: raw });
      return { status: response.status, json: await response.json() };
    };
    expect(await post({ id: '1', application_id: discord.applicationId, type: 1, token: 't', version: 1 })).toEqual({
      status: 200,
      json: { type: 1 },
    });

    const choices = await post(autocomplete(discord.applicationId));
    const reply = await post(clockIn(discord.applicationId, firstChoice(choices.json)));
    expect(callbackProblems(reply.json)).toEqual([]);
    expect(reply.json).toMatchObject({ type: 4 });
    expect(discord.requests.filter((one) => one.path.startsWith('/gateway'))).toEqual([]);
    expect(discord.unknown).toEqual([]);
  });
});

/** The value of the first choice of an autocomplete answer. */
function firstChoice(answer: unknown): string {
  const text = JSON.stringify(answer);
  const value = /"value":"([^"]+)"/.exec(text)?.[1];
  if (value === undefined) throw new Error(`no choice in ${text}`);
  return value;
}
