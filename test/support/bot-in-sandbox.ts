import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { siteAt } from '../../src/api/web/site.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import type { LoggedRequest } from '../../src/sandbox/protocol.js';
import { eventually, startBotProcess, type BotProcess } from './bot-process.js';
import { requestProblems } from './contract/index.js';
import { DiscordUser } from './discord-user.js';
import { freePort, startRedis, type RedisProcess } from './redis.js';

const Requests = z.array(
  z.custom<LoggedRequest>((value) => z.object({ method: z.string(), path: z.string() }).safeParse(value).success),
);

export type Transport = 'gateway' | 'http';

/** The real bot as its own process, the sandbox in this one, a real Redis. Ended by `close`. */
export interface BotInSandbox {
  readonly sandbox: Sandbox;
  readonly redis: RedisProcess;
  bot: BotProcess;
  /** A person of the seed by username, connected. */
  person(username: string): Promise<DiscordUser>;
  /** Starts the bot again after `bot.stop()` or `bot.kill()`, on the same data. */
  startAgain(): Promise<void>;
  requests(): Promise<readonly LoggedRequest[]>;
  /** What Discord's contract has against anything the bot sent. */
  contractProblems(): Promise<string[]>;
  close(): Promise<void>;
}

export const startBotInSandbox = async (
  transport: Transport,
  options: SandboxOptions & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<BotInSandbox> => {
  const port = await freePort();
  const { env = {}, ...sandboxOptions } = options;
  const http = transport === 'http' ? { interactionsUrl: `http://127.0.0.1:${port}/interactions` } : {};
  const sandbox = await startSandbox({ requestLog: 100_000, ...http, ...sandboxOptions });
  const page = `http://127.0.0.1:${port}`;
  sandbox.servesPage(page, siteAt(page).redirectUri);
  const redis = await startRedis();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'punchcard-e2e-'));
  const people: DiscordUser[] = [];
  const start = (): Promise<BotProcess> =>
    startBotProcess({
      DISCORD_TOKEN: sandbox.token,
      DISCORD_CLIENT_SECRET: sandbox.clientSecret,
      DISCORD_API_URL: sandbox.apiUrl,
      DISCORD_TRANSPORT: transport,
      DISCORD_PUBLIC_KEY: sandbox.publicKey,
      REDIS_URL: redis.url,
      DATA_DIR: dataDir,
      HTTP_PORT: `${port}`,
      LOG_LEVEL: 'warn',
      ...env,
    });
  const heard: LoggedRequest[] = [];
  /** Only what is new is fetched: the sandbox lives in this process and has better things to do. */
  const requests = async (): Promise<readonly LoggedRequest[]> => {
    const response = await fetch(`${sandbox.url}/sandbox/requests?since=${heard.at(-1)?.n ?? 0}`);
    const last = heard.at(-1)?.n ?? 0;
    heard.push(...Requests.parse(await response.json()).filter((one) => one.n > last));
    return heard;
  };
  const running: BotInSandbox = {
    sandbox,
    redis,
    bot: await start(),
    person: async (username) => {
      const first = await fetch(`${sandbox.url}/sandbox/state`);
      const { people: all } = z
        .looseObject({ people: z.array(z.looseObject({ id: z.string(), username: z.string() })) })
        .parse(await first.json());
      const found = all.find((one) => one.username === username);
      if (found === undefined) throw new Error(`nobody called ${username}`);
      const user = await DiscordUser.connect(sandbox.url, found.id);
      people.push(user);
      return user;
    },
    startAgain: async () => {
      running.bot = await start();
    },
    requests,
    contractProblems: async () => (await requests()).flatMap(requestProblems),
    close: async () => {
      for (const user of people) user.close();
      if (!running.bot.exited()) await running.bot.stop();
      await redis.stop();
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  // Interactions need the commands to be there.
  await eventually(
    async () => ((await requests()).some((one) => one.method === 'PUT' && one.path.endsWith('/commands')) ? true : undefined),
    'the registration',
  );
  return running;
};
