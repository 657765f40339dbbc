import type { SandboxClock } from '../clock.js';

/** That a shard wanted to identify, and whether it was let in. */
export interface Identify {
  readonly shard: number;
  /** ms since the epoch. */
  readonly at: number;
  readonly allowed: boolean;
}

/** The last ones are remembered. */
const REMEMBERED = 10_000;

/** One identify per key (shard modulo `maxConcurrency`) and window. */
export class IdentifyLimit {
  readonly maxConcurrency: number;
  readonly #windowMs: number;
  readonly #clock: SandboxClock;
  readonly #last = new Map<number, number>();
  readonly #log: Identify[] = [];
  #used = 0;

  constructor(clock: SandboxClock, maxConcurrency: number, windowMs: number) {
    this.#clock = clock;
    this.maxConcurrency = maxConcurrency;
    this.#windowMs = windowMs;
  }

  take(shard: number): boolean {
    const key = shard % this.maxConcurrency;
    const now = this.#clock.elapsed();
    const last = this.#last.get(key);
    const allowed = last === undefined || now - last >= this.#windowMs;
    if (this.#log.length >= REMEMBERED) this.#log.shift();
    this.#log.push({ shard, at: this.#clock.now(), allowed });
    if (!allowed) return false;
    this.#last.set(key, now);
    this.#used++;
    return true;
  }

  /** All that came, oldest first. */
  get log(): readonly Identify[] {
    return this.#log;
  }

  /** `session_start_limit` of GET /gateway/bot. */
  toBody(): { total: number; remaining: number; reset_after: number; max_concurrency: number } {
    return {
      total: 1000,
      remaining: Math.max(1, 1000 - this.#used),
      reset_after: 86_400_000,
      max_concurrency: this.maxConcurrency,
    };
  }
}
