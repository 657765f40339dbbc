import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startBotProcess } from '../support/bot-process.js';
import { startMiniDiscord } from '../support/mini-discord.js';
import { startRedis } from '../support/redis.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
const folder = async (): Promise<string> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'punchcard-refused-'));
  closers.push(() => rm(dir, { recursive: true, force: true }));
  return dir;
};

/** The whole program against a Discord that refuses; what it wrote, and its exit code. Fails when it starts after all. */
const refusedBy = async (refuse: 'token' | number | undefined, env: Readonly<Record<string, string>> = {}): Promise<string> => {
  const discord = await startMiniDiscord(refuse === undefined ? {} : { refuse });
  closers.push(() => discord.close());
  const redis = await startRedis();
  closers.push(() => redis.stop());
  const start = startBotProcess({
    DISCORD_TOKEN: discord.token,
    DISCORD_API_URL: discord.apiUrl,
    REDIS_URL: redis.url,
    DATA_DIR: await folder(),
    ...env,
  });
  return start.then(
    async (bot) => {
      await bot.stop();
      throw new Error('it started');
    },
    (error: unknown) => String(error),
  );
};

/** What a server of the time before script shebangs answers, as far as we ask. */
const startOldRedis = async (): Promise<string> => {
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      for (const command of data.toString().split(/^(?=\*\d+\r\n)/m)) socket.write(answerOfOldRedis(command));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    server.close();
    await Promise.resolve();
  });
  const address = server.address();
  return `redis://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
};
const INFO = '# Server\r\nredis_version:6.2.14\r\n';
const answerOfOldRedis = (command: string): string => {
  if (/\bPING\b/i.test(command)) return '+PONG\r\n';
  if (/\bINFO\b/i.test(command)) return `$${INFO.length}\r\n${INFO}\r\n`;
  if (/\bEVAL\b/i.test(command))
    return "-ERR Error compiling script (new function): user_script:1: unexpected symbol near '#'\r\n";
  if (/\bSUBSCRIBE\b/i.test(command)) return '*3\r\n$9\r\nsubscribe\r\n$6\r\npc:inv\r\n:1\r\n';
  return '+OK\r\n';
};

describe('a start that cannot succeed ends with 2 and the name of the variable', () => {
  it('when Discord does not know the token, and never shows it', async () => {
    const said = await refusedBy('token');
    expect(said).toMatch(/the bot ended with 2:[\s\S]*DISCORD_TOKEN: /);
    expect(said).not.toContain('mini.token.value');
  });

  it.each([
    [4004, 'DISCORD_TOKEN', {}],
    [4014, 'DISCORD_MEMBERS_INTENT', { DISCORD_MEMBERS_INTENT: 'true' }],
    [4011, 'SHARD_COUNT', { SHARD_COUNT: '1' }],
  ])('when the gateway closes with %i: %s', async (code, variable, env) => {
    expect(await refusedBy(code, env)).toMatch(new RegExp(`the bot ended with 2:[\\s\\S]*${variable}: `));
  });

  it('when Redis is too old', async () => {
    expect(await refusedBy(undefined, { REDIS_URL: await startOldRedis() })).toMatch(
      /the bot ended with 2:[\s\S]*REDIS_URL: the server is 6\.2\.14; Punchcard needs Redis 7\.0 or newer/,
    );
  });

  it('when a variable is wrong: all of them at once', async () => {
    const said = await refusedBy(undefined, { LOG_LEVEL: 'loud', DEFAULT_TIME_ZONE: 'Middle/Earth' });
    expect(said).toMatch(/the bot ended with 2:[\s\S]*2 mistakes[\s\S]*LOG_LEVEL must[\s\S]*DEFAULT_TIME_ZONE must/);
  });
});
