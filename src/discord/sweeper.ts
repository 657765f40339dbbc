import type { SpaceId } from '../domain/ids.js';
import type { Cancel, Clock, Logger } from '../domain/ports.js';
import { reasonOf } from './errors.js';

const EVERY_MS = 10 * 60_000;
/** When a sweep could not even begin (Redis away), ms. */
const AGAIN_MS = 15_000;

export interface Sweeper {
  start(): void;
  stop(): void;
}

/** At start and every ten minutes: finds the guilds that are still ours, and has everyone concerned in them looked at. */
export const createSweeper = (deps: {
  /** Tells the engine of guilds joined and left; returns the spaces to look at. */
  readonly spacesHere: () => Promise<readonly SpaceId[]>;
  readonly sweep: (space: SpaceId) => Promise<void>;
  readonly clock: Clock;
  readonly log: Logger;
}): Sweeper => {
  const { spacesHere, sweep, clock, log } = deps;
  let cancel: Cancel | null = null;
  let stopped = false;

  const run = async (): Promise<void> => {
    let next = EVERY_MS;
    try {
      const spaces = await spacesHere();
      for (const space of spaces) if (!isStopped()) await sweep(space);
      log.debug({ spaces: spaces.length }, 'swept');
    } catch (error) {
      next = AGAIN_MS;
      log.info({ reason: reasonOf(error) }, 'the sweep is put off');
    }
    if (!isStopped()) cancel = clock.after(next, () => void run());
  };
  const isStopped = (): boolean => stopped;

  return {
    start: () => void run(),
    stop() {
      stopped = true;
      cancel?.();
    },
  };
};
