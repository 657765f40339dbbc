import { FakeRandom } from '../support/fakes.js';

/** Seeded chance: the same seed and names give the same choices, whatever else was asked for meanwhile. */
export class Dice {
  readonly #seed: number;
  readonly #random: FakeRandom;

  constructor(seed: number) {
    this.#seed = seed;
    this.#random = new FakeRandom(seed);
  }

  /** Dice of their own for one part of the run. */
  for(...names: readonly (string | number)[]): Dice {
    let hash = this.#seed;
    for (const char of names.join(' ')) hash = (Math.imul(hash ^ char.charCodeAt(0), 0x01000193) + 0x9e3779b9) >>> 0;
    return new Dice(hash);
  }

  /** In [0, 1). */
  next(): number {
    return this.#random.next();
  }

  /** A whole number in [low, high]. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** @throws RangeError when there is nothing to choose from */
  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.between(0, choices.length - 1)];
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  }

  /** One of them, each as likely as its weight. @throws RangeError when there is nothing to choose from */
  weighted<T extends { readonly weight: number }>(choices: readonly T[]): T {
    let left = this.next() * choices.reduce((sum, { weight }) => sum + weight, 0);
    const chosen = choices.find(({ weight }) => (left -= weight) < 0) ?? choices.at(-1);
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  }
}

export const pauseFor = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
