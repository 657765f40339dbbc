import type { SandboxClock } from '../clock.js';
import type { MessageRecord } from '../world/model.js';

/** Discord speaks of "the past few minutes". */
const REMEMBERED_MS = 5 * 60_000;

interface Used {
  /** By the clock that nobody sets, ms. */
  readonly at: number;
  readonly made: Promise<MessageRecord>;
}

/** The nonces that the bot has used lately with `enforce_nonce`, so that a repeated request makes no second message. */
export class Nonces {
  readonly #clock: SandboxClock;
  readonly #used = new Map<string, Used>();

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  /** The message that was made with this nonce, also by a request that is still under way; else the one that `make` makes. */
  once(nonce: string, make: () => Promise<MessageRecord>): Promise<MessageRecord> {
    const now = this.#clock.elapsed();
    for (const [key, { at }] of this.#used) {
      if (now - at < REMEMBERED_MS) break;
      this.#used.delete(key);
    }
    const known = this.#used.get(nonce);
    if (known) return known.made;
    const made = make();
    this.#used.set(nonce, { at: now, made });
    // A request that was refused has used nothing up.
    made.catch(() => this.#used.delete(nonce));
    return made;
  }
}
