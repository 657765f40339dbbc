/** The sandbox's view of time, so that tests can hold it. A subset of what the bot injects; the two know nothing of each other. */
export interface SandboxClock {
  /** ms since the epoch. */
  now(): number;
  /** ms of a clock that nobody sets, unrelated to `now`: for lengths of time, such as the windows of rate limits. */
  elapsed(): number;
  /** Runs `task` once after `ms`; the answer cancels it. Never keeps the process alive. */
  after(ms: number, task: () => void): () => void;
}

export const systemClock: SandboxClock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
