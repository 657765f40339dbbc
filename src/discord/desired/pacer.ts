import type { Clock } from '../../domain/ports.js';

/**
 * A token bucket: in any second at most `perSecond + burst` turns. First come, first served.
 * Discord allows a bot 50 requests a second for everything together, so role calls take less.
 */
export interface Pacer {
  /** Resolves when it is the caller's turn. */
  turn(): Promise<void>;
}

/** Timers and divisions are not exact; a turn is not put off for less than this part of one. */
const ALMOST = 1e-6;

export const createPacer = (clock: Clock, perSecond: number, burst: number): Pacer => {
  const msPerTurn = 1_000 / perSecond;
  const waiting: (() => void)[] = [];
  let turns = burst;
  let countedAt = clock.monotonic();
  let isTimed = false;

  // Turns are counted when they are given, not planned ahead: after a stall of the process late timers must not come as one crowd.
  const give = (): void => {
    const now = clock.monotonic();
    turns = Math.min(burst, turns + (now - countedAt) / msPerTurn);
    countedAt = now;
    while (waiting.length > 0 && turns > 1 - ALMOST) {
      turns -= 1;
      waiting.shift()?.();
    }
    if (waiting.length === 0 || isTimed) return;
    isTimed = true;
    clock.after(Math.max(1, (1 - turns) * msPerTurn), () => {
      isTimed = false;
      give();
    });
  };

  return {
    turn: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        give();
      }),
  };
};
