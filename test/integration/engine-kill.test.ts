import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { guildSpace, userId, type UserId } from '../../src/domain/ids.js';
import { testChain } from '../support/chain.js';
import { FakeRandom } from '../support/fakes.js';
import { startRedis, type RedisProcess } from '../support/redis.js';
import { seedFrom } from '../support/seed.js';

const SPACE = guildSpace('4711');
const MEMBERS = Array.from({ length: 8 }, (_, index) => userId(String(index + 1)));
const COMMANDS = ['clockIn', 'pause', 'resume', 'clockOut'] as const;

const answer = z.object({
  ready: z.boolean().optional(),
  id: z.string().optional(),
  ok: z.boolean().optional(),
  durability: z.string().optional(),
  unapplied: z.string().optional(),
  code: z.string().optional(),
  pending: z.number().optional(),
});

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const task of cleanUp.splice(0).reverse()) await task();
});

/** One installation: a Redis, a disk, and an engine that is killed and started again. */
class Installation {
  /** Request id -> how it was acknowledged, from all lives of the engine. */
  readonly acknowledged = new Map<string, { readonly user: UserId; readonly durability: string }>();
  readonly unapplied = new Set<string>();
  readonly refused = new Map<string, string>();
  private readonly asked = new Map<string, UserId>();
  private readonly turns = new Map<UserId, number>();
  private worker: ChildProcess | null = null;
  private requests = 0;
  private pending: number | null = null;
  readonly redis: RedisProcess;
  private readonly dir: string;

  constructor(redis: RedisProcess, dir: string) {
    this.redis = redis;
    this.dir = dir;
  }

  static async create(): Promise<Installation> {
    const redis = await startRedis({ appendfsync: 'everysec' });
    cleanUp.push(() => redis.stop());
    const dir = await mkdtemp(join(tmpdir(), 'pc-engine-'));
    cleanUp.push(() => rm(dir, { recursive: true, force: true }));
    const installation = new Installation(redis, dir);
    cleanUp.push(() => installation.kill());
    return installation;
  }

  async start(): Promise<void> {
    const worker = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../support/engine-worker.ts')], {
      env: { ...process.env, REDIS_URL: this.redis.url, JOURNAL_DIR: join(this.dir, 'journal') },
      stdio: ['pipe', 'pipe', process.env['PUNCHCARD_TEST_VERBOSE'] === undefined ? 'ignore' : 'inherit'],
    });
    this.worker = worker;
    await new Promise<void>((resolve, reject) => {
      worker.once('exit', () => reject(new Error('the worker ended before it was ready')));
      createInterface({ input: worker.stdout }).on('line', (line) => {
        if (this.hear(answer.parse(JSON.parse(line)))) resolve();
      });
    });
  }

  /** The next command of a member; they take turns in an order that makes sense when nothing fails. */
  ask(user: UserId): void {
    const turn = this.turns.get(user) ?? 0;
    this.turns.set(user, turn + 1);
    const id = `q${String(++this.requests)}`;
    this.asked.set(id, user);
    this.worker?.stdin?.write(`${JSON.stringify({ id, command: COMMANDS[turn % 4], space: SPACE, user })}\n`);
  }

  async kill(): Promise<void> {
    const { worker } = this;
    if (worker?.exitCode !== null || worker.signalCode !== null) return;
    const gone = once(worker, 'exit');
    worker.kill('SIGKILL');
    await gone;
  }

  /** The orderly end: everything asked is answered. */
  async stop(): Promise<void> {
    // `exit` may come before the last lines.
    const gone = once(this.worker!, 'close');
    this.worker!.stdin!.end();
    await gone;
  }

  /** Resolves when everything recorded is in Redis. */
  async synced(): Promise<void> {
    const ask = (): number | null => {
      this.worker?.stdin?.write('health\n');
      return this.pending;
    };
    this.pending = null;
    await expect.poll(ask, { timeout: 30_000, interval: 100 }).toBe(0);
  }

  private hear({ ready, id, ok, durability, unapplied, code, pending }: z.output<typeof answer>): boolean {
    if (pending !== undefined) this.pending = pending;
    if (unapplied !== undefined) this.unapplied.add(unapplied);
    if (id !== undefined && ok === true) this.acknowledged.set(id, { user: this.asked.get(id)!, durability: durability! });
    if (id !== undefined && ok === false) this.refused.set(id, code!);
    return ready === true;
  }
}

/** Compares the ledger with what was acknowledged. */
const compare = async (installation: Installation): Promise<void> => {
  const chain = await testChain(installation.redis.url);
  cleanUp.push(() => chain.close(1_000));
  const times = new Map<string, number>();
  const versions = new Map<UserId, number[]>();
  const ended = new Map<UserId, number>();
  for await (const row of chain.store.ledger(SPACE)) {
    if (row.kind !== 'entry') continue;
    const { requestId, user, version, event } = row;
    times.set(requestId, (times.get(requestId) ?? 0) + 1);
    versions.set(user, [...(versions.get(user) ?? []), version]);
    if (event === 'clockedOut') ended.set(user, (ended.get(user) ?? 0) + 1);
  }
  expect([...times].filter(([, count]) => count > 1)).toEqual([]);
  // Killed between the note for its member and saying so, an engine has said it there only.
  const notes = (await Promise.all(MEMBERS.map((user) => chain.notices.pending(SPACE, user)))).flat();
  const told = new Set<string>([...installation.unapplied, ...notes.map(({ requestId }) => requestId)]);
  const lost = [...installation.acknowledged.keys()].filter((id) => !times.has(id) && !told.has(id));
  expect(lost).toEqual([]);
  for (const user of MEMBERS) {
    const own = versions.get(user) ?? [];
    expect(own).toEqual(own.map((_, index) => index + 1));
    const entries = await chain.store.entries(SPACE, user, 0, Number.MAX_SAFE_INTEGER);
    expect(entries).toHaveLength(ended.get(user) ?? 0);
    const days = await chain.store.days(SPACE, user, '00000000', '99999999');
    const inDays = [...days.values()].flatMap((categories) => [...categories.values()]).reduce((sum, ms) => sum + ms, 0);
    const inEntries = entries.reduce((sum, session) => {
      const paused = session.pauses.reduce((ms, { start, end }) => ms + end - start, 0);
      return sum + Math.max(0, session.endedAt! - session.startedAt - paused);
    }, 0);
    expect(inDays).toBe(inEntries);
  }
};

const some = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('kill -9 under load', () => {
  const seed = seedFrom('PUNCHCARD_TEST_SEED');
  const rounds = Number(process.env['PUNCHCARD_TEST_ROUNDS'] ?? 6);

  it(`loses and doubles nothing that was acknowledged (seed ${seed})`, async () => {
    const random = new FakeRandom(seed);
    const installation = await Installation.create();
    const load = async (ms: number): Promise<void> => {
      for (let spent = 0; spent < ms; spent += 5) {
        for (const user of MEMBERS) if (random.next() < 0.4) installation.ask(user);
        await some(5);
      }
    };
    await installation.start();
    for (let round = 0; round < rounds; round += 1) {
      await load(50 + random.next() * 300);
      const victim = random.next();
      if (victim < 0.4) {
        await installation.kill();
        await installation.start();
      } else if (victim < 0.8) {
        await installation.redis.kill();
        await load(200);
        await installation.redis.restart();
      } else {
        await Promise.all([installation.kill(), installation.redis.kill()]);
        await installation.redis.restart();
        await installation.start();
      }
    }
    await load(200);
    await installation.synced();
    await installation.stop();
    // What the last life left is for the next one.
    await installation.start();
    await installation.synced();
    await installation.stop();
    expect(installation.acknowledged.size).toBeGreaterThan(rounds * 10);
    expect([...installation.acknowledged.values()].some(({ durability }) => durability === 'stored')).toBe(true);
    await compare(installation);
  }, 180_000);
});
