/** Slots at first; doubled when half of them are taken. */
const SLOTS = 1 << 11;
/** A number in decimal digits that two doubles hold exactly: Discord's ids. */
const NUMERIC = /^[1-9]\d{9,19}$/;
/** Digits of its lower part. */
const LOWER = 9;

/**
 * Ids that were met. As a set of texts it would be most of what lives on while entries are read, which the garbage collector copies again and again, while members
 * wait; so numbers are kept as numbers, in memory that it does not look at.
 */
export class SeenIds {
  /** Two doubles for each slot, the higher and the lower digits; no number has 0 as its higher digits. */
  #table = new Float64Array(SLOTS * 2);
  #slots = SLOTS;
  #count = 0;
  /** What is no number. */
  readonly #others = new Set<string>();

  /** Notes an id. @returns whether it is new */
  add(id: string): boolean {
    if (!NUMERIC.test(id)) {
      const before = this.#others.size;
      return this.#others.add(id).size > before;
    }
    const [high, low] = [Number(id.slice(0, -LOWER)), Number(id.slice(-LOWER))];
    if (!this.#put(high, low)) return false;
    this.#count += 1;
    if (this.#count * 2 > this.#slots) this.#grow();
    return true;
  }

  #put(high: number, low: number): boolean {
    const mask = this.#slots - 1;
    let slot = (Math.imul(low, 0x9e37_79b1) ^ Math.imul(high, 0x85eb_ca6b)) >>> 7;
    for (slot &= mask; this.#table[slot * 2] !== 0; slot = (slot + 1) & mask)
      if (this.#table[slot * 2] === high && this.#table[slot * 2 + 1] === low) return false;
    this.#table[slot * 2] = high;
    this.#table[slot * 2 + 1] = low;
    return true;
  }

  #grow(): void {
    const before = this.#table;
    this.#slots *= 2;
    this.#table = new Float64Array(this.#slots * 2);
    for (let at = 0; at < before.length; at += 2) {
      const high = before[at] ?? 0;
      if (high !== 0) this.#put(high, before[at + 1] ?? 0);
    }
  }
}
