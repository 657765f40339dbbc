import type { Dice } from './dice.js';
import type { Fault } from './faults/fault.js';
import type { Shape, System } from './system/system.js';

/** A kind of system that is tortured: what it stands on, and what can go wrong with it. */
export interface Kind<W extends System> {
  readonly faults: readonly Fault<W>[];
  /** What else is to happen besides faults. */
  readonly wanted: readonly string[];
  readonly shape: (dice: Dice, faults: readonly Fault<W>[]) => Shape;
  readonly create: (shape: Shape, dice: Dice) => Promise<W>;
  /** The faults of one round; `times`: how often each was chosen so far. */
  readonly choose: (world: W, dice: Dice, faults: readonly Fault<W>[], times: (name: string) => number) => readonly Fault<W>[];
  readonly describe: (world: W) => string;
}
