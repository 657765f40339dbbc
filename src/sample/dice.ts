import type { Random } from '../domain/ports.js';

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

/** Numbers in [0, 1) that follow from a text: FNV-1a, then mulberry32. */
const seeded = (text: string): Random => {
  let state = 0x811c9dc5;
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return {
    next: () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
    },
  };
};
