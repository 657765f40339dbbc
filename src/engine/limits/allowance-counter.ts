import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ALLOWANCE_SECONDS } from '../../domain/allowances.js';
import type { AllowanceOf, SharedUses } from '../limits.js';

const SECOND = 1_000;
/** Reports to the other processes in one window at most: a person's few clicks cost nothing there, and a script's many not much. */
const REPORTS = 10;

export interface CounterOptions {
  /** Uses of a window. */
  readonly points: number;
  readonly shared: SharedUses;
  /** A report failed: then this process counts for itself. */
  readonly onUnshared: (reason: unknown) => void;
}

/**
 * Counts the uses of one allowance, for everybody who has it. What is decided is decided by what this process knows; the other processes are told of every tenth
 * part, and what they say counts from the next use on. So nobody ever waits for Redis, and together processes let at most a tenth each through that is too much.
 */
export class AllowanceCounter {
  readonly #local: RateLimiterMemory;
  readonly #options: CounterOptions;
  readonly #batch: number;

  constructor(options: CounterOptions) {
    this.#options = options;
    this.#local = new RateLimiterMemory({ keyPrefix: '', points: options.points, duration: ALLOWANCE_SECONDS });
    this.#batch = Math.ceil(options.points / REPORTS);
  }

  /** ms until there is more, or null: it was within the allowance. `isFirst`: the first one that was not. */
  async take(of: AllowanceOf): Promise<{ readonly waitMs: number; readonly isFirst: boolean } | null> {
    const key = `${of.space}/${of.user ?? ''}`;
    try {
      const { consumedPoints } = await this.#local.consume(key);
      if (consumedPoints % this.#batch === 0) this.#report(key, of);
      return null;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      // The library goes by the machine's time of day, which may be set while a window is open.
      const waitMs = Math.min(Math.max(refused.msBeforeNext, 1), ALLOWANCE_SECONDS * SECOND);
      return { waitMs, isFirst: refused.consumedPoints === this.#options.points + 1 };
    }
  }

  #report(key: string, of: AllowanceOf): void {
    const { shared, points, onUnshared } = this.#options;
    shared.add(of, this.#batch, points).then(
      // Held back as if everything had been used here.
      (waitMs) => (waitMs === null ? undefined : this.#local.set(key, points, waitMs / SECOND)),
      onUnshared,
    );
  }
}
