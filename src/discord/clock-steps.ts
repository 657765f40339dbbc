import type { Clock } from '../domain/ports.js';

/** Less is drift, which is adjusted a little at a time. ms */
const STEP_MS = 2_000;
const LOOK_EVERY_MS = 5_000;

/** Notices when the wall clock is set back: what was to happen at a time of that clock would happen late, by as much. */
export const watchForStepsBack = (
  clock: Pick<Clock, 'now' | 'monotonic' | 'every'>,
  onStepBack: () => void,
): { /** Now rather than at the next look, every five seconds. */ look(): void; stop(): void } => {
  const ahead = (): number => clock.now() - clock.monotonic();
  let before = ahead();
  const look = (): void => {
    const now = ahead();
    const isBack = now < before - STEP_MS;
    before = now;
    if (isBack) onStepBack();
  };
  return { look, stop: clock.every(LOOK_EVERY_MS, look) };
};
