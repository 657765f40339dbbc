import type { Clock } from '../../domain/ports.js';

/**
 * A token bucket: in any second at most `perSecond + burst` turns. First come, first served.
 * Discord allows a bot 50 requests a second for everything together, so role calls take less.
 */
export interface Pacer {
  /** Resolves when it is the caller's turn. */
  turn(): Promise<void>;
}

export const createPacer = (clock: Clock, perSecond: number, burst: number): Pacer => {
  const msPerTurn = 1_000 / perSecond;
  /** When the bucket would be full again if nobody came, monotonic ms (a "theoretical arrival time"). */
  let fullAt = -Infinity;
  return {
    turn() {
      const now = clock.monotonic();
      fullAt = Math.max(fullAt, now) + msPerTurn;
      const wait = fullAt - now - burst * msPerTurn;
      return wait <= 0 ? Promise.resolve() : new Promise((resolve) => clock.after(wait, resolve));
    },
  };
};
