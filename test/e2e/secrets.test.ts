import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { eventually, startBotProcess } from '../support/bot-process.js';
import { MINI_GUILD, startMiniDiscord } from '../support/mini-discord.js';
import { startRedis } from '../support/redis.js';

const EPOCH = 1_420_070_400_000;
let counter = 0;
const clockIn = (applicationId: string, user: string) => ({
  id: String((BigInt(Date.now() - EPOCH) << 22n) | BigInt((counter += 1))),
  application_id: applicationId,
  type: 2,
  token: 'canary-interaction-token',
  version: 1,
  guild_id: MINI_GUILD,
  channel_id: '900000000000000060',
  member: { user: { id: user, username: 'canary' }, roles: [], permissions: '0' },
  locale: 'en-US',
  authorizing_integration_owners: {},
  data: {
    id: '1',
    name: 'clockin',
    type: 1,
    options: [
      { name: 'category', type: 3, value: 'Meeting' },
      { name: 'note', type: 3, value: 'canary-note' },
    ],
  },
});

/** Everything that lies in a folder, as one text. */
const allFiles = async (dir: string): Promise<string> => {
  const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  return (await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')))).join('\n');
};

it('neither secrets nor what people write reach the log, whatever fails, at the lowest level', async () => {
  const discord = await startMiniDiscord({ refuse: 'answers' });
  const dataDir = await mkdtemp(path.join(tmpdir(), 'punchcard-secrets-'));
  const redisDir = await mkdtemp(path.join(tmpdir(), 'punchcard-secrets-redis-'));
  const redis = await startRedis({ port: 0, dir: redisDir, appendfsync: 'always' });
  const bot = await startBotProcess({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    REDIS_URL: redis.url.replace('redis://', 'redis://:canary%2Dpassword@'),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'debug',
    LOG_FORMAT: 'json',
  });
  try {
    const said = (text: RegExp, times = 1) =>
      eventually(
        () => (bot.output().match(new RegExp(text, 'g')) ?? []).length >= times || undefined,
        `${text.source} in the log`,
      );
    await discord.identified();
    // The answer is refused; then a script fails in Redis; then Redis is gone.
    discord.dispatch('INTERACTION_CREATE', clockIn(discord.applicationId, '900000000000000050'));
    await said(/the answer could not be delivered/);
    await redis.command('SET', `pc:{g${MINI_GUILD}}:l`, 'not a stream');
    discord.dispatch('INTERACTION_CREATE', clockIn(discord.applicationId, '900000000000000051'));
    await said(/the store failed unexpectedly/);
    await redis.kill();
    await said(/Redis link.*|"state":"down"/);
    discord.dispatch('INTERACTION_CREATE', clockIn(discord.applicationId, '900000000000000052'));
    await said(/the answer could not be delivered/, 3);
    expect(bot.output()).toContain('"level":"debug"');
    expect(bot.output()).not.toMatch(/canary/);
    expect(bot.output()).not.toContain(discord.token);
    // Notes are kept, that is what they are for; secrets are in no file.
    const kept = (await Promise.all([dataDir, redisDir].map(allFiles))).join('\n');
    expect(kept).toContain('canary-note');
    for (const secret of [discord.token, 'canary-interaction-token', 'canary-password', 'canary%2Dpassword'])
      expect(kept).not.toContain(secret);
  } finally {
    await bot.stop();
    await redis.stop();
    await discord.close();
    for (const dir of [dataDir, redisDir]) await rm(dir, { recursive: true, force: true });
  }
});
