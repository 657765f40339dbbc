import type { Row } from './row.js';

export interface BenchContext {
  /** Repetitions of everything that is compared. */
  readonly reps: number;
  /** For trying the bench itself: everything short, figures not to be quoted. */
  readonly quick: boolean;
  /** A directory of this run on a real disk; removed at the end. */
  readonly dir: string;
  readonly say: (text: string) => void;
  /** Registers what ends a process that was started, in case the cell fails before it does. */
  readonly onEnd: (end: () => Promise<void> | void) => void;
}

/** A part of the bench that can be run alone. */
export interface Cell {
  readonly name: string;
  readonly title: string;
  run(context: BenchContext): Promise<readonly Row[]>;
}
