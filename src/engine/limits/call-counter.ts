import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Left, Quota, SharedCalls } from '../calls.js';

const SECOND = 1_000;
/** Reports to the other processes in one window at most. */
const REPORTS = 10;

/**
 * Counts calls in this process, and tells the others of every tenth part of a quota; what they say counts from the next call on. So no call waits for Redis, and none is
 * refused because that is away.
 */
export class CallCounter {
  readonly #local: RateLimiterMemory;
  readonly #quota: Quota;
  readonly #shared: SharedCalls;
  readonly #batch: number;

  constructor(quota: Quota, shared: SharedCalls) {
    this.#quota = quota;
    this.#shared = shared;
    this.#local = new RateLimiterMemory({ keyPrefix: '', points: quota.quota, duration: quota.seconds });
    this.#batch = Math.ceil(quota.quota / REPORTS);
  }

  /** Uses it once. `key` is a digest: it is part of a name in Redis. */
  async take(key: string): Promise<Left> {
    try {
      const used = await this.#local.consume(key);
      if (used.consumedPoints % this.#batch === 0) this.#report(key);
      return this.#left(used, false);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return this.#left(refused, true);
    }
  }

  /** What is left, without using any. */
  async look(key: string): Promise<Left> {
    const used = await this.#local.get(key);
    const { quota, seconds } = this.#quota;
    if (used === null) return { policy: this.#quota, remaining: quota, resetMs: seconds * SECOND, refused: false };
    return this.#left(used, used.consumedPoints >= quota);
  }

  #left({ remainingPoints, msBeforeNext }: RateLimiterRes, refused: boolean): Left {
    // The library goes by the machine's time of day, which may be set while a window is open.
    const resetMs = Math.min(Math.max(msBeforeNext, 1), this.#quota.seconds * SECOND);
    return { policy: this.#quota, remaining: Math.max(0, remainingPoints), resetMs, refused };
  }

  #report(key: string): void {
    this.#shared.add(key, this.#batch, this.#quota).then(
      // Held back as if everything had been used here.
      (waitMs) => (waitMs === null ? undefined : this.#local.set(key, this.#quota.quota, waitMs / SECOND)),
      // While Redis is away, this process counts for itself.
      () => undefined,
    );
  }
}
