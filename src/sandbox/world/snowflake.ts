import type { SandboxClock } from '../clock.js';

const DISCORD_EPOCH = 1_420_070_400_000;
const SEQUENCE_BITS = 22n;
const MAX_SEQUENCE = (1 << 22) - 1;

/** The first id of a moment (ms since the epoch), plus `sequence` (0 to 2^22 - 1). */
export const snowflakeAt = (ms: number, sequence = 0): string =>
  ((BigInt(ms - DISCORD_EPOCH) << SEQUENCE_BITS) | BigInt(sequence)).toString();

/** Hands out ids that only ever grow, even when the machine's clock is set back. */
export class Snowflakes {
  readonly #clock: SandboxClock;
  #ms = 0;
  #sequence = 0;

  constructor(clock: SandboxClock) {
    this.#clock = clock;
  }

  /** For a clean world: the ids of the one before, which may have been made in what is the future again, are no longer there. */
  restart(): void {
    this.#ms = 0;
  }

  next(): string {
    const now = Math.floor(this.#clock.now());
    if (now > this.#ms) {
      this.#ms = now;
      this.#sequence = 0;
    } else if (this.#sequence === MAX_SEQUENCE) {
      this.#ms++;
      this.#sequence = 0;
    } else {
      this.#sequence++;
    }
    return snowflakeAt(this.#ms, this.#sequence);
  }
}
