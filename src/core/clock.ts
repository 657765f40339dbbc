import type { Cancel, Clock } from '../domain/ports.js';

/** Longest delay of a Node timer, ms; a longer one would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** The machine's clock. Its timers never keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, task) => startTimer(Math.max(0, ms), task),
  every: (ms, task) => {
    const timer = setInterval(task, Math.min(Math.max(1, ms), LONGEST)).unref();
    return () => clearInterval(timer);
  },
};

function startTimer(ms: number, task: () => void): Cancel {
  let left = ms;
  let timer: NodeJS.Timeout;
  const step = (): void => {
    const wait = Math.min(left, LONGEST);
    left -= wait;
    timer = setTimeout(left > 0 ? step : task, wait).unref();
  };
  step();
  return () => clearTimeout(timer);
}
