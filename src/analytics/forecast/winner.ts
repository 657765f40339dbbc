/** Weeks by which a challenger must have been ahead, and by which share, before it takes the place of the winner. */
const WEEKS = 6;
const MARGIN = 0.03;

/**
 * The one model that did best so far, with a rule against switching for luck: a challenger must be ahead of the winner by more than one standard error
 * of their differences, by MARGIN at least, and over WEEKS weeks. This is what a blend is held against.
 */
export class Winner {
  #current: number;
  readonly #pieces: (readonly (number | null)[])[] = [];

  constructor(first: number) {
    this.#current = first;
  }

  get current(): number {
    return this.#current;
  }

  /** Errors of one week, of each model; null where one had nothing to say. */
  add(errors: readonly (number | null)[]): void {
    this.#pieces.push(errors);
    if (this.#pieces.length > 26) this.#pieces.shift();
    const held = this.#current;
    let best = 0;
    for (const nth of errors.keys()) {
      const lead = this.#lead(nth, held);
      if (lead > best) [best, this.#current] = [lead, nth];
    }
  }

  /** How far a challenger is ahead, per week; 0 where that may be luck. */
  #lead(challenger: number, held: number): number {
    if (challenger === held) return 0;
    let [count, ahead, squares, usual] = [0, 0, 0, 0];
    for (const piece of this.#pieces) {
      const [theirs, ours] = [piece[challenger] ?? null, piece[held] ?? null];
      if (theirs === null || ours === null) continue;
      count += 1;
      ahead += ours - theirs;
      squares += (ours - theirs) ** 2;
      usual += ours;
    }
    if (count < WEEKS) return 0;
    ahead /= count;
    const spread = Math.max(0, squares - count * ahead * ahead) / (count - 1);
    return ahead > Math.sqrt(spread / count) && ahead > (MARGIN * usual) / count ? ahead : 0;
  }
}
