import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { guildSpace, userId } from '../../src/domain/ids.js';
import { eventually, startBotProcess, type BotProcess } from '../support/bot-process.js';
import { testChain } from '../support/chain.js';
import { FakeRandom } from '../support/fakes.js';
import { startMiniDiscord, type MiniDiscord } from '../support/mini-discord.js';
import { freePort, startRedis, type RedisProcess } from '../support/redis.js';
import { acknowledges } from './acknowledges.js';
import { clickBody, post, snowflake, type Click } from './clicks.js';
import { verifyGuild, type Acknowledged } from './verify.js';

export const FAULTS = [
  'kill bot',
  'kill redis',
  'kill both',
  'stop redis',
  'stop redis for 10 s',
  'kill redis, lose tail',
] as const;
export type FaultName = (typeof FAULTS)[number];

export interface TortureOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly guilds?: number;
  readonly membersPerGuild?: number;
  /** The faults to choose from; all but the ten seconds unless told. */
  readonly faults?: readonly FaultName[];
  readonly report?: (line: string) => void;
}

export interface TortureResult {
  readonly seed: number;
  readonly rounds: number;
  readonly clicks: number;
  readonly acknowledged: number;
  /** Of these: taken while Redis was away, did not fit later, and the member was told so. */
  readonly told: number;
  /** How often each fault really hit. */
  readonly faults: Readonly<Record<FaultName, number>>;
  /** Empty when nothing was lost and nothing counted twice. */
  readonly problems: readonly string[];
}

const Health = z.looseObject({
  journal: z.looseObject({ pending: z.number(), syncing: z.boolean() }),
  redis: z.looseObject({ state: z.string() }),
});
const FollowUp = z.looseObject({ embeds: z.array(z.looseObject({ description: z.string() })) });
const CLICKS: readonly Click[] = ['in', 'out', 'pause', 'resume'];
const pauseFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The system under test and everything that a round does to it. */
class Torture {
  readonly #random: FakeRandom;
  readonly #keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject };
  readonly #discord: MiniDiscord;
  readonly #redis: RedisProcess;
  readonly #redisDir: string;
  readonly #dataDir: string;
  readonly #port: number;
  #bot: BotProcess | undefined;
  readonly acknowledged: Acknowledged[] = [];
  readonly #owners = new Map<string, string>();
  told = 0;
  clicks = 0;

  private constructor(
    random: FakeRandom,
    discord: MiniDiscord,
    redis: RedisProcess,
    redisDir: string,
    dataDir: string,
    port: number,
  ) {
    this.#random = random;
    this.#keys = generateKeyPairSync('ed25519');
    this.#discord = discord;
    this.#redis = redis;
    this.#redisDir = redisDir;
    this.#dataDir = dataDir;
    this.#port = port;
  }

  static async start(seed: number): Promise<Torture> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'punchcard-torture-'));
    const redisDir = await mkdtemp(path.join(tmpdir(), 'punchcard-torture-redis-'));
    const torture = new Torture(
      new FakeRandom(seed),
      await startMiniDiscord(),
      await startRedis({ dir: redisDir }),
      redisDir,
      dataDir,
      await freePort(),
    );
    await torture.startBot();
    return torture;
  }

  async startBot(): Promise<void> {
    const key = this.#keys.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex');
    this.#bot = await startBotProcess({
      DISCORD_TOKEN: this.#discord.token,
      DISCORD_API_URL: this.#discord.apiUrl,
      DISCORD_TRANSPORT: 'http',
      DISCORD_PUBLIC_KEY: key,
      REDIS_URL: this.#redis.url,
      DATA_DIR: this.#dataDir,
      HTTP_PORT: `${this.#port}`,
      LOG_LEVEL: 'warn',
    });
  }

  between(low: number, high: number): number {
    return low + Math.floor(this.#random.next() * (high - low + 1));
  }

  /** One member clicking as fast as answers come, sometimes twice with the same interaction, until told to stop. */
  async member(guild: string, user: string, isOver: () => boolean): Promise<void> {
    const target = {
      url: `http://127.0.0.1:${this.#port}`,
      applicationId: this.#discord.applicationId,
      privateKey: this.#keys.privateKey,
    };
    while (!isOver()) {
      const click = CLICKS[this.between(0, CLICKS.length - 1)] ?? 'in';
      const body = clickBody(target.applicationId, guild, user, click, snowflake(), 'Work');
      this.clicks += 1;
      this.#owners.set(body.token, user);
      const answers = await Promise.all(
        this.#random.next() < 0.1 ? [post(target, body), post(target, body)] : [post(target, body)],
      );
      const said = await Promise.all(answers.map((answer) => acknowledges(this.#discord, body.token, answer)));
      if (said.includes(true)) this.acknowledged.push({ requestId: body.id, guild, user, click });
      if (answers.every((answer) => answer === null)) await pauseFor(20);
    }
  }

  async hurt(fault: FaultName): Promise<void> {
    const stopped = fault === 'stop redis' || fault === 'stop redis for 10 s';
    const downtime = fault === 'stop redis for 10 s' ? 10_000 : this.between(0, 1_200);
    if (fault === 'kill bot' || fault === 'kill both') await this.#bot?.kill();
    if (stopped) this.#redis.pause();
    else if (fault !== 'kill bot') await this.#redis.kill();
    if (fault === 'kill redis, lose tail') await loseTail(this.#redisDir, this.between(1, 4_000));
    await pauseFor(downtime);
    if (stopped) this.#redis.resume();
    else if (fault !== 'kill bot') await this.#redis.restart();
    if (fault === 'kill bot' || fault === 'kill both') await this.startBot();
  }

  /** Waits until Redis is back in use and the journal has nothing left to bring home. */
  async settled(): Promise<void> {
    const look = async (): Promise<true | undefined> => {
      const response = await fetch(`http://127.0.0.1:${this.#port}/healthz`).catch(() => undefined);
      if (response === undefined) return undefined;
      const health = Health.parse(await response.json());
      return health.redis.state === 'up' && health.journal.pending === 0 && !health.journal.syncing ? true : undefined;
    };
    await eventually(look, 'the journal to be settled').catch(async (error: unknown) => {
      const health = await fetch(`http://127.0.0.1:${this.#port}/healthz`).then(
        (response) => response.text(),
        (failure: unknown) => String(failure),
      );
      const log = path.join(tmpdir(), `punchcard-torture-${process.pid}.log`);
      await writeFile(log, this.#bot?.output() ?? '');
      throw new Error(`${String(error)}\n${health}\nthe bot's log is in ${log}`);
    });
  }

  async round(fault: FaultName, guilds: number, membersPerGuild: number): Promise<string[]> {
    let over = false;
    const ids = Array.from({ length: guilds }, () => snowflake());
    this.#discord.guilds.push(...ids);
    const members = ids.flatMap((guild) =>
      Array.from({ length: membersPerGuild }, () => this.member(guild, snowflake(), () => over)),
    );
    await pauseFor(this.between(50, 600));
    await this.hurt(fault);
    await pauseFor(this.between(50, 300));
    over = true;
    await Promise.all(members);
    await this.settled();
    const chain = await testChain(this.#redis.url);
    try {
      const shown = this.#shownNotices();
      const told = async (guild: string, user: string): Promise<number> =>
        (shown.get(user) ?? 0) + (await chain.notices.pending(guildSpace(guild), userId(user))).length;
      this.told = [...shown.values()].reduce((sum, count) => sum + count, 0);
      const found = await Promise.all(
        ids.map((guild) => verifyGuild(chain.store, guild, this.acknowledged, (user) => told(guild, user))),
      );
      return found.flat();
    } finally {
      await chain.close();
    }
  }

  /** Lines of the follow-ups that told members of changes that could not be kept. */
  #shownNotices(): Map<string, number> {
    const shown = new Map<string, number>();
    for (const { method, path: route, body } of this.#discord.requests) {
      const owner = this.#owners.get(/^\/webhooks\/\d+\/([^/?]+)(\?.*)?$/.exec(route)?.[1] ?? '');
      const followUp = FollowUp.safeParse(body);
      if (method !== 'POST' || owner === undefined || !followUp.success) continue;
      const lines = followUp.data.embeds.flatMap(({ description }) =>
        description.split('\n').filter((line) => line.startsWith('- ')),
      );
      shown.set(owner, (shown.get(owner) ?? 0) + lines.length);
    }
    return shown;
  }

  async stop(): Promise<void> {
    await this.#bot?.stop();
    await this.#redis.stop();
    await this.#discord.close();
    await Promise.all([this.#dataDir, this.#redisDir].map((dir) => rm(dir, { recursive: true, force: true })));
  }
}

/** Cuts bytes off the end of the append-only file: what a power cut takes of the last second. */
const loseTail = async (dir: string, bytes: number): Promise<void> => {
  const folder = path.join(dir, 'appendonlydir');
  const incremental = (await readdir(folder))
    .filter((name) => name.endsWith('.incr.aof'))
    .sort()
    .at(-1);
  if (incremental === undefined) throw new Error(`no append-only file in ${folder}`);
  const file = path.join(folder, incremental);
  await truncate(file, Math.max(0, (await stat(file)).size - bytes));
};

/** Runs the rounds one after another on the same Redis and the same journal; ends at the first round with a problem. */
export const torture = async (options: TortureOptions): Promise<TortureResult> => {
  const report = options.report ?? (() => undefined);
  const faults: Record<FaultName, number> = {
    'kill bot': 0,
    'kill redis': 0,
    'kill both': 0,
    'stop redis': 0,
    'stop redis for 10 s': 0,
    'kill redis, lose tail': 0,
  };
  const choices = options.faults ?? FAULTS.filter((name) => name !== 'stop redis for 10 s');
  const system = await Torture.start(options.seed);
  const problems: string[] = [];
  let rounds = 0;
  try {
    while (rounds < options.rounds && problems.length === 0) {
      const fault = choices[system.between(0, choices.length - 1)] ?? 'kill bot';
      const before = system.acknowledged.length;
      problems.push(...(await system.round(fault, options.guilds ?? 3, options.membersPerGuild ?? 8)));
      faults[fault] += 1;
      rounds += 1;
      report(`round ${rounds}: ${fault}, ${system.acknowledged.length - before} acknowledged, ${problems.length} problems`);
    }
  } finally {
    await system.stop();
  }
  return {
    seed: options.seed,
    rounds,
    clicks: system.clicks,
    acknowledged: system.acknowledged.length,
    told: system.told,
    faults,
    problems,
  };
};
