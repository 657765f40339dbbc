import type { Clock } from '../domain/ports.js';

export interface Within {
  /** Aborts after the time, with a reason that says so, or when the other signal does, with its reason. */
  readonly signal: AbortSignal;
  /** It is over: the time does not count any more. */
  done(): void;
}

/**
 * Gives something `ms` of time, unless `other` ends it before. `AbortSignal.any` over `AbortSignal.timeout` would be shorter, but Node 20 forgets those
 * time-outs when it collects garbage, and a request that nobody answers then waits for ever.
 */
export const within = (clock: Pick<Clock, 'after'>, ms: number, other?: AbortSignal): Within => {
  const controller = new AbortController();
  const cancel = clock.after(ms, () => controller.abort(new Error(`no answer within ${ms} ms`)));
  const end = (): void => controller.abort(other?.reason);
  if (other?.aborted === true) end();
  else other?.addEventListener('abort', end, { once: true });
  return {
    signal: controller.signal,
    done: () => {
      cancel();
      other?.removeEventListener('abort', end);
    },
  };
};
