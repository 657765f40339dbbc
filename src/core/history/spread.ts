/** Of the values between a number and its double, so many are told apart: each is known to within 2.2 %. */
const PER_OCTAVE = 16;
/** ms: what is shorter counts as this. */
const LEAST = 2 ** -7;
/** From 0.008 ms to 131 s. */
const BUCKETS = PER_OCTAVE * 24;

/** What a spread is kept as: place and count of each bucket that is not empty, by turns; then the sum (ms) and the greatest (ms). */
export interface PackedSpread {
  readonly buckets: Uint32Array;
  readonly sum: number;
  readonly most: number;
}

/** How values (ms) are spread: counted in buckets whose bounds grow by a constant factor, so that a percentile is as exact for short times as for long ones. */
export class Spread {
  readonly #buckets = new Uint32Array(BUCKETS);
  #count = 0;
  #sum = 0;
  #most = 0;

  get count(): number {
    return this.#count;
  }
  /** ms; 0 without a value. */
  get average(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }
  /** The greatest, ms; 0 without a value. */
  get most(): number {
    return this.#most;
  }

  add(ms: number): void {
    const at = ms <= LEAST ? 0 : Math.min(BUCKETS - 1, Math.floor(Math.log2(ms / LEAST) * PER_OCTAVE));
    this.#buckets[at] = (this.#buckets[at] ?? 0) + 1;
    this.#count += 1;
    this.#sum += ms;
    if (ms > this.#most) this.#most = ms;
  }

  /** Adds what another one held. */
  merge({ buckets, sum, most }: PackedSpread): void {
    for (let at = 0; at + 1 < buckets.length; at += 2) {
      const [bucket = 0, count = 0] = [buckets[at], buckets[at + 1]];
      this.#buckets[bucket] = (this.#buckets[bucket] ?? 0) + count;
      this.#count += count;
    }
    this.#sum += sum;
    this.#most = Math.max(this.#most, most);
  }

  /** The value (ms) that `percent` of all are at most, by nearest rank; 0 without a value. */
  percentile(percent: number): number {
    const rank = Math.ceil((percent / 100) * this.#count);
    let seen = 0;
    for (let at = 0; at < BUCKETS; at += 1) {
      seen += this.#buckets[at] ?? 0;
      if (seen >= rank && seen > 0) return Math.min(this.#most, LEAST * 2 ** ((at + 0.5) / PER_OCTAVE));
    }
    return 0;
  }

  pack(): PackedSpread {
    const filled = [...this.#buckets.entries()].filter(([, count]) => count > 0);
    return { buckets: Uint32Array.from(filled.flat()), sum: this.#sum, most: this.#most };
  }
}
