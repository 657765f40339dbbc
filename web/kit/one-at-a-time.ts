/**
 * Work that is asked for more often than it has to be done: asked for while it is under way, it is done once more afterwards, however often that was. What
 * is asked for meanwhile gets the promise of that last time. `rest`: waited between two times in a row.
 */
export function oneAtATime(work: () => Promise<void>, rest: () => Promise<void> = () => Promise.resolve()): () => Promise<void> {
  let current: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const run = (): Promise<void> => {
    const running = work().finally(() => {
      if (current === running) current = null;
    });
    current = running;
    return running;
  };
  return () => {
    if (next !== null) return next;
    if (current === null) return run();
    next = current
      .catch(() => undefined)
      .then(rest)
      .then(() => {
        next = null;
        return run();
      });
    return next;
  };
}
