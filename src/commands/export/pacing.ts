import type { Cancel, Clock } from '../../domain/ports.js';

/** Shows the newest of what it is given. */
export interface Paced<T> {
  /** Shows this, at once or as soon as there may be another showing; what was to be shown before and was not is left out. */
  show(value: T): void;
  /** Nothing is shown any more once this resolves: what is being shown is waited for. */
  stop(): Promise<void>;
}

/**
 * Shows at once what comes first, and then at most every `everyMs`, one after the other. `show` may fail: what is shown next makes up for it.
 */
export const createPaced = <T>(show: (value: T) => Promise<void>, everyMs: number, clock: Pick<Clock, 'after'>): Paced<T> => {
  let waiting: { readonly value: T } | null = null;
  let showing: Promise<void> | null = null;
  let isResting = false;
  let isStopped = false;
  let cancel: Cancel = () => undefined;

  const next = (): void => {
    if (isStopped || isResting || showing !== null || waiting === null) return;
    const { value } = waiting;
    waiting = null;
    isResting = true;
    cancel = clock.after(everyMs, () => {
      isResting = false;
      next();
    });
    showing = show(value)
      .catch(() => undefined)
      .finally(() => {
        showing = null;
        next();
      });
  };

  return {
    show(value) {
      waiting = { value };
      next();
    },
    async stop() {
      isStopped = true;
      cancel();
      await showing;
    },
  };
};
