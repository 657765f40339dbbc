import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { eventually, startBotProcess, type BotProcess } from '../support/bot-process.js';
import { DiscordUser, options } from '../support/discord-user.js';
import { freePort, startRedis } from '../support/redis.js';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const State = z.object({
  bot: z.object({ online: z.boolean() }),
  people: z.array(z.object({ id: z.string(), username: z.string() })),
  guilds: z.array(z.object({ commands: z.array(z.unknown()) })),
});

it('the sandbox shows either transport, one after the other on the same data', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'punchcard-transports-'));
  closers.push(() => rm(dataDir, { recursive: true, force: true }));
  const redis = await startRedis();
  closers.push(() => redis.stop());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;

  const as = async (
    transport: 'http' | 'gateway',
  ): Promise<{ readonly bot: BotProcess; readonly run: (name: string) => Promise<string> }> => {
    const bot = await startBotProcess({
      PUNCHCARD_SANDBOX: '1',
      DISCORD_TRANSPORT: transport,
      SANDBOX_PORT: `${port}`,
      REDIS_URL: redis.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
    });
    closers.push(async () => (bot.exited() ? undefined : bot.stop()));
    const ready = async () => {
      const state = State.parse(await (await fetch(`${url}/sandbox/state`)).json());
      return state.bot.online && (state.guilds[0]?.commands.length ?? 0) > 0 ? state : undefined;
    };
    const state = await eventually(ready, `the bot over ${transport}`);
    const ben = await DiscordUser.connect(url, state.people.find(({ username }) => username === 'ben')?.id ?? '');
    closers.push(async () => {
      ben.close();
      await Promise.resolve();
    });
    const home = (await ben.state()).guilds[0];
    const run = async (name: string): Promise<string> => {
      const given = options(name === 'clockin' ? { category: 'Meeting' } : {});
      return JSON.stringify(await ben.command(home?.id ?? '', home?.channels[0]?.id ?? '', name, ...given));
    };
    return { bot, run };
  };

  const overHttp = await as('http');
  expect(await overHttp.run('clockin')).toMatch(/On the clock: .*Meeting/);
  expect(await (await fetch(`${overHttp.bot.url}/healthz`)).json()).toMatchObject({ transport: 'http', shards: [] });
  expect(await overHttp.bot.stop()).toBe(0);

  const overGateway = await as('gateway');
  expect(await overGateway.run('clockout')).toContain('Clocked out');
  expect(await (await fetch(`${overGateway.bot.url}/healthz`)).json()).toMatchObject({
    transport: 'gateway',
    shards: [{ id: 0 }],
  });
});
