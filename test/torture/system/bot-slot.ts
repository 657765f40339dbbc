import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { eventually, startBotProcess, type BotProcess } from '../../support/bot-process.js';
import { reservePort } from './ports.js';
import { Disk } from './disk.js';

const Health = z.looseObject({
  journal: z.looseObject({ state: z.string(), pending: z.number(), syncing: z.boolean() }),
  redis: z.looseObject({ state: z.string(), breaker: z.string(), mode: z.string() }),
  desired: z.record(z.string(), z.looseObject({ queued: z.number() })),
});
export type BotHealth = z.infer<typeof Health>;

/** Small enough that a round goes through several. */
const SEGMENT_BYTES = 32_768;
const CLOCK_SHIFT = pathToFileURL(path.join(import.meta.dirname, 'clock-shift.mjs')).href;
const HEALTH_WITHIN_MS = 2_000;

export interface SlotOptions {
  readonly redisUrl: string;
  /** MB of a file system of its own; null: none. */
  readonly disk: number | null;
  readonly env: Readonly<Record<string, string>>;
}

/** What stays of a place for a bot while its processes come and go. */
export interface SlotParts {
  readonly disk: Disk;
  /** Outside of the disk under test. */
  readonly outside: Disk;
  readonly port: number;
  readonly redisUrl: string;
  readonly env: Readonly<Record<string, string>>;
}

export const slotParts = async ({ disk, ...given }: SlotOptions): Promise<SlotParts> => {
  const [drive, outside, port] = await Promise.all([Disk.create(disk), Disk.create(null), reservePort()]);
  return { ...given, disk: drive, outside, port };
};

/** A place for one bot process: its DATA_DIR, its port and its clock stay when the process is killed and started again. */
export class BotSlot {
  readonly disk: Disk;
  readonly port: number;
  readonly #parts: SlotParts;
  #process: BotProcess | null = null;
  #said = '';
  /** How far its wall clock is off, ms. */
  clockOffset = 0;
  /** How far the time of its world is ahead, ms. */
  #ahead = 0;
  /** Times that it was started. */
  starts = 0;

  constructor(parts: SlotParts) {
    this.#parts = parts;
    this.disk = parts.disk;
    this.port = parts.port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }
  get journalDir(): string {
    return path.join(this.disk.dir, 'data', 'journal');
  }
  get running(): boolean {
    return this.#process?.exited() === false;
  }
  /** Everything that its processes wrote. */
  get output(): string {
    return `${this.#said}${this.#process?.output() ?? ''}`;
  }

  /** Starts it unless it runs; resolves when it is ready. */
  async start(): Promise<void> {
    if (this.running) return;
    this.#said = this.output;
    this.#process = null;
    await writeFile(this.#clockFile, this.#shift);
    this.#process = await startBotProcess({
      ...this.#parts.env,
      REDIS_URL: this.#parts.redisUrl,
      DATA_DIR: path.join(this.disk.dir, 'data'),
      JOURNAL_SEGMENT_BYTES: String(SEGMENT_BYTES),
      HTTP_PORT: String(this.port),
      // People here click as fast as answers come, which is what is limited.
      RATE_LIMITS: 'false',
      LOG_FORMAT: 'json',
      LOG_LEVEL: 'debug',
      NODE_OPTIONS: `--import=${CLOCK_SHIFT}`,
      TORTURE_CLOCK: this.#clockFile,
    });
    this.starts += 1;
  }

  /** kill -9. Answers whether there was something to kill. */
  async kill(): Promise<boolean> {
    const was = this.running;
    await this.#process?.kill();
    return was;
  }
  /** SIGSTOP; answers whether it ran. */
  pause(): boolean {
    return this.#signal('SIGSTOP');
  }
  resume(): void {
    this.#signal('SIGCONT');
  }

  /** Moves its wall clock to `offset` ms from the real one. Answers whether the process has seen it. */
  async setClock(offset: number): Promise<boolean> {
    this.clockOffset = offset;
    return this.#setShift();
  }

  /** The time of its world is so far ahead of the machine's, ms. */
  async setTime(ahead: number): Promise<void> {
    this.#ahead = ahead;
    await this.#setShift();
  }

  /** Answers whether the process has seen it. */
  async #setShift(): Promise<boolean> {
    const shift = this.#shift;
    await writeFile(this.#clockFile, shift);
    if (!this.#signal('SIGUSR2')) return false;
    const seen = async (): Promise<true | undefined> =>
      (await readFile(`${this.#clockFile}.seen`, 'utf8')) === shift ? true : undefined;
    return eventually(seen, 'the clock to jump', 5_000).catch(() => false);
  }

  /** Undefined when it does not answer. */
  async health(): Promise<BotHealth | undefined> {
    try {
      const response = await fetch(`${this.url}/healthz`, { signal: AbortSignal.timeout(HEALTH_WITHIN_MS) });
      return Health.parse(await response.json());
    } catch {
      return undefined;
    }
  }

  /** Whatever is between it and the world is as it should be again. */
  heal(): void {
    // Nothing is between them here.
  }

  async remove(): Promise<void> {
    if (this.running) await this.#process?.stop();
    await Promise.all([this.disk.remove(), this.#parts.outside.remove()]);
  }

  get #shift(): string {
    return String(this.#ahead + this.clockOffset);
  }
  get #clockFile(): string {
    return path.join(this.#parts.outside.dir, 'clock');
  }
  #signal(name: NodeJS.Signals): boolean {
    if (this.#process === null || !this.running) return false;
    process.kill(this.#process.pid, name);
    return true;
  }
}
