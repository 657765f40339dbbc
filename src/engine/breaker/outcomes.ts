import type { Clock } from '../../domain/ports.js';

const SECONDS = 10;

/** How the calls of the last ten seconds went, by the second. */
export class Outcomes {
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #calls = new Int32Array(SECONDS);
  readonly #failures = new Int32Array(SECONDS);
  /** The newest second that something was counted in. */
  #second = 0;

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock;
  }

  add(failed: boolean): void {
    const at = this.#now();
    this.#calls[at] = (this.#calls[at] ?? 0) + 1;
    if (failed) this.#failures[at] = (this.#failures[at] ?? 0) + 1;
  }

  get calls(): number {
    this.#now();
    return sum(this.#calls);
  }

  get failures(): number {
    this.#now();
    return sum(this.#failures);
  }

  forget(): void {
    this.#calls.fill(0);
    this.#failures.fill(0);
  }

  /** The place of this second; those that have gone by since the last are cleared. */
  #now(): number {
    const second = Math.floor(this.#clock.monotonic() / 1_000);
    if (second - this.#second >= SECONDS) this.forget();
    else
      for (let gone = this.#second + 1; gone <= second; gone += 1) {
        this.#calls[gone % SECONDS] = 0;
        this.#failures[gone % SECONDS] = 0;
      }
    this.#second = second;
    return second % SECONDS;
  }
}

const sum = (numbers: Int32Array): number => {
  let all = 0;
  for (const each of numbers) all += each;
  return all;
};
