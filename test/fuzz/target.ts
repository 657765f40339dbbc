import fc from 'fast-check';

/** One door that hostile input comes through, with what must hold whatever comes. */
export interface Target {
  readonly name: string;
  /** Its part of all cases, against the others' weights. */
  readonly weight: number;
  open(): Promise<Opened>;
}

export interface Opened {
  /** Runs `cases` of them. Throws with seed and shrunk input when one fails. */
  run(cases: number, seed: number): Promise<void>;
  close(): Promise<void>;
}

/** ms; an input that keeps us longer is a finding of its own. */
const CASE_MS = 10_000;

/** A target from what it tries and what must hold; `check` throws when it does not. */
export const property = <T>(name: string, input: fc.Arbitrary<T>, check: (value: T) => Promise<void> | void): Opened['run'] => {
  return async (cases, seed) => {
    const stray: unknown[] = [];
    const onStray = (error: unknown): void => void stray.push(error);
    process.on('unhandledRejection', onStray);
    process.on('uncaughtException', onStray);
    try {
      await fc.assert(
        fc.asyncProperty(input, async (value) => {
          await check(value);
          // What nobody caught shows only now.
          await new Promise((resolve) => setImmediate(resolve));
          const [first] = stray.splice(0);
          if (first !== undefined) throw new Error(`${name}: nobody caught this`, { cause: first });
        }),
        { numRuns: cases, seed, timeout: CASE_MS, includeErrorInReport: true },
      );
    } finally {
      process.off('unhandledRejection', onStray);
      process.off('uncaughtException', onStray);
    }
  };
};

/** @throws Error with `problem` when there is one */
export const must = (holds: boolean, problem: string | (() => string)): void => {
  if (!holds) throw new Error(typeof problem === 'string' ? problem : problem());
};

/** How many cases each target gets of `total`, at least one. */
export const share = (targets: readonly Target[], total: number): readonly (readonly [Target, number])[] => {
  const all = targets.reduce((sum, { weight }) => sum + weight, 0);
  return targets.map((target) => [target, Math.max(1, Math.ceil((total * target.weight) / all))]);
};
