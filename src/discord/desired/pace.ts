import type { Clock } from '../../domain/ports.js';
import { createPacer } from './pacer.js';

/** Discord's limit for the whole bot, shared by all that is kept in agreement: one per process, handed to every kind. */
export interface Pace {
  /** Resolves when a request may be made. */
  request(): Promise<void>;
  /** The same for a request that only looks at Discord; slower. */
  look(): Promise<void>;
}

/**
 * At most 40 calls in any second together with the burst, of the 50 that Discord allows the whole bot: what a busy event loop or the
 * network bunches up must stay below that too.
 */
const PER_SECOND = 35;
const BURST = 5;
/** Looking at Discord, for sweeps: nobody waits for it. */
const LOOKS_PER_SECOND = 15;

/** @param share this process' part of the bot, in (0, 1] */
export const createPace = (clock: Clock, share: number): Pace => {
  // A burst has one call at least; where that is more than this process' part of it, the rest of its second pays.
  const burst = Math.max(1, Math.floor(BURST * share));
  const requests = createPacer(clock, Math.max((PER_SECOND * share) / 2, (PER_SECOND + BURST) * share - burst), burst);
  const looks = createPacer(clock, LOOKS_PER_SECOND * share, 1);
  return {
    request: () => requests.turn(),
    look: async () => {
      await looks.turn();
      await requests.turn();
    },
  };
};
