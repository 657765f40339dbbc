const DAY = 86_400_000;

/**
 * The time that people, Discord and the bots of a system have. It can be moved forward, so that hours pass between two rounds. It begins in the past,
 * since Redis keeps the machine's time, by which it numbers the rows of a ledger: rows are later than what they tell of, and never earlier.
 */
export class WorldTime {
  #ahead = -20 * DAY;

  /** How far it is ahead of the machine's, ms. */
  get ahead(): number {
    return this.#ahead;
  }

  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Nobody is told: see `System.pass`. */
  move(ms: number): void {
    this.#ahead += ms;
  }
}
