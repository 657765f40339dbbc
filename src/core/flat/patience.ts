import type { Random } from '../../domain/ports.js';

/** How a program waits; tests do not. */
export interface Waiting {
  readonly wait: (ms: number) => Promise<void>;
  readonly random: Random;
}

/** Something that may go better in a while. */
export interface NotNow {
  readonly notNow: string;
  /** ms that the other side has named; null: it has not. */
  readonly after: number | null;
}

/** ms between two tries: doubled each time, up to `longest`. */
export interface Patience {
  readonly tries: number;
  readonly first: number;
  readonly longest: number;
}

/**
 * Tries again with growing waits, of which a random half is left out, so that several programs do not come back together.
 * @returns what it came to, or why the last try had none
 */
export const patiently = async <T extends object>(
  attempt: () => Promise<T | NotNow>,
  { tries, first, longest }: Patience,
  { wait, random }: Waiting,
): Promise<T | NotNow> => {
  for (let nth = 1; ; nth++) {
    const result = await attempt();
    if (!('notNow' in result) || nth >= tries) return result;
    const pause = Math.min(first * 2 ** (nth - 1), longest);
    await wait(Math.min(result.after ?? 0, longest) + pause * (0.5 + random.next() / 2));
  }
};

/** Did it get somewhere? */
export const isNotNow = (result: object): result is NotNow => 'notNow' in result;
