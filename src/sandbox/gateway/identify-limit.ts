import type { SandboxClock } from '../clock.js';

/** One identify per key (shard modulo `maxConcurrency`) and window. */
export class IdentifyLimit {
  readonly maxConcurrency: number;
  readonly #windowMs: number;
  readonly #clock: SandboxClock;
  readonly #last = new Map<number, number>();
  #used = 0;

  constructor(clock: SandboxClock, maxConcurrency: number, windowMs: number) {
    this.#clock = clock;
    this.maxConcurrency = maxConcurrency;
    this.#windowMs = windowMs;
  }

  take(shard: number): boolean {
    const key = shard % this.maxConcurrency;
    const now = this.#clock.now();
    const last = this.#last.get(key);
    if (last !== undefined && now - last < this.#windowMs) return false;
    this.#last.set(key, now);
    this.#used++;
    return true;
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
