import type { Random } from '../domain/ports.js';
import { seeded } from '../domain/seeded.js';

/** Choices of a made-up team. The same seed makes the same choices on every machine. */
export class Dice {
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Dice of their own for a part of the work: what is thrown here changes nothing elsewhere. */
  static of(seed: number, ...parts: readonly (string | number)[]): Dice {
    return new Dice(seeded([seed, ...parts].join('/')));
  }

  /** In [from, to), not whole. */
  between(from: number, to: number): number {
    return from + this.#random.next() * (to - from);
  }

  /** In [from, to], whole. */
  whole(from: number, to: number): number {
    return Math.floor(this.between(from, to + 1));
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return this.#random.next() < probability;
  }

  /** @throws RangeError when there is nothing to pick from */
  pick<T>(from: readonly T[]): T {
    const picked = from[this.whole(0, from.length - 1)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}
