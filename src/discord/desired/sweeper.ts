import type { SpaceId } from '../../domain/ids.js';
import type { Cancel, Clock, Logger } from '../../domain/ports.js';
import type { Leader } from '../../engine/lease/lease.js';
import { reasonOf } from '../errors.js';
import type { Kept } from './index.js';

const EVERY_MS = 10 * 60_000;
/** When a sweep could not even begin (Redis away), ms. */
const AGAIN_MS = 15_000;

export interface Sweeper {
  start(): void;
  stop(): void;
}

/**
 * At start and every ten minutes, in the one process whose turn it is: finds the guilds that are still ours, and has everyone concerned in
 * them looked at. Whoever gets the turn begins at once, unless its own last sweep is recent.
 */
export const createSweeper = (deps: {
  /** Tells the engine of guilds joined and left; returns the spaces to look at. */
  readonly spacesHere: () => Promise<readonly SpaceId[]>;
  /** Every kind of desired state; what is swept in a space. */
  readonly kinds: readonly Pick<Kept, 'sweep' | 'room'>[];
  readonly leader: Pick<Leader, 'held' | 'onTaken'>;
  readonly clock: Clock;
  readonly log: Logger;
}): Sweeper => {
  const { spacesHere, kinds, leader, clock, log } = deps;
  let cancel: Cancel | null = null;
  let unsubscribe: Cancel | null = null;
  let running = false;
  let started = false;
  let stopped = false;
  /** Monotonic ms. */
  let dueAt = -Infinity;

  const isOurs = (): boolean => !stopped && leader.held;

  const run = async (): Promise<void> => {
    // A sweep that still runs notices itself whose turn it is.
    if (running || !isOurs()) return;
    running = true;
    let next = EVERY_MS;
    try {
      const spaces = await spacesHere();
      for (const space of spaces) {
        for (const kind of kinds) {
          if (isOurs()) await kind.sweep(space, () => leader.held);
          // The next is swept when there is room, so that all members of all spaces are not waiting at once.
          if (isOurs()) await kind.room();
        }
      }
      if (isOurs()) log.debug({ spaces: spaces.length }, 'swept');
      else next = 0;
    } catch (error) {
      next = AGAIN_MS;
      log.info({ reason: reasonOf(error) }, 'the sweep is put off');
    }
    running = false;
    dueAt = clock.monotonic() + next;
    plan();
  };

  /** Without the turn nothing is planned: getting it does. */
  const plan = (): void => {
    cancel?.();
    if (isOurs()) cancel = clock.after(Math.max(0, dueAt - clock.monotonic()), () => void run());
  };

  return {
    start() {
      if (started) return;
      started = true;
      unsubscribe = leader.onTaken(plan);
      void run();
    },
    stop() {
      stopped = true;
      unsubscribe?.();
      cancel?.();
    },
  };
};
