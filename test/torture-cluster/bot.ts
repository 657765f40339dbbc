import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { startBotProcess, type BotProcess } from '../support/bot-process.js';
import { freePort } from '../support/redis.js';

const Health = z.looseObject({
  journal: z.looseObject({ state: z.string(), pending: z.number(), syncing: z.boolean() }),
  redis: z.looseObject({ state: z.string(), breaker: z.string(), mode: z.literal('cluster') }),
  roles: z.looseObject({ queued: z.number() }),
});

/** A place for one bot process: its DATA_DIR and its port stay when the process is killed and started again. */
export class ClusterBot {
  readonly url: string;
  /** Its clock is right; people sign by it. */
  readonly clockOffset = 0;
  readonly #env: Readonly<Record<string, string>>;
  readonly #dir: string;
  #process: BotProcess | null = null;
  #said = '';

  private constructor(url: string, dir: string, env: Readonly<Record<string, string>>) {
    this.url = url;
    this.#dir = dir;
    this.#env = env;
  }

  /** @param env all that is not its own: Discord, REDIS_URL */
  static async create(env: Readonly<Record<string, string>>): Promise<ClusterBot> {
    const [port, dir] = await Promise.all([freePort(), mkdtemp(path.join(tmpdir(), 'punchcard-cluster-bot-'))]);
    const own = { HTTP_PORT: String(port), DATA_DIR: path.join(dir, 'data'), LOG_FORMAT: 'json', LOG_LEVEL: 'info' };
    return new ClusterBot(`http://127.0.0.1:${port}`, dir, { ...env, ...own });
  }

  get running(): boolean {
    return this.#process?.exited() === false;
  }
  /** Everything that its processes wrote. */
  get output(): string {
    return `${this.#said}${this.#process?.output() ?? ''}`;
  }

  async start(): Promise<void> {
    if (this.running) return;
    this.#said = this.output;
    this.#process = await startBotProcess(this.#env);
  }

  /** kill -9. Answers whether there was something to kill. */
  async kill(): Promise<boolean> {
    const was = this.running;
    await this.#process?.kill();
    return was;
  }

  /** Undefined when it does not answer. */
  async health(): Promise<z.infer<typeof Health> | undefined> {
    const response = await fetch(`${this.url}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    return response === undefined ? undefined : Health.parse(await response.json());
  }

  /** Redis in use, nothing left to bring home, roles as they should be. */
  async isSettled(): Promise<boolean> {
    const health = await this.health();
    if (health === undefined) return false;
    const { redis, journal, roles } = health;
    const rested = journal.state === 'ok' && journal.pending === 0 && !journal.syncing && roles.queued === 0;
    return rested && redis.state === 'up' && redis.breaker === 'closed';
  }

  async remove(): Promise<void> {
    if (this.running) await this.#process?.stop();
    await rm(this.#dir, { recursive: true, force: true });
  }
}
