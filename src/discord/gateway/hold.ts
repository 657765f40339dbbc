import type { Clock } from '../../domain/ports.js';

/** Discord waits so long for the first answer to an interaction; what is older need not be kept, ms. */
export const ANSWERABLE_MS = 3_000;

/** Keeps what arrives until it is this process' turn: another one, with sessions of the same shards, still hears the same. */
export interface Hold<T> {
  take(item: T): void;
  /** From now on everything goes on at once; first what came during the last three seconds, in order. */
  release(): void;
}

export const createHold = <T>(deps: { readonly clock: Clock; readonly deliver: (item: T) => void }): Hold<T> => {
  const { clock, deliver } = deps;
  const kept: { readonly item: T; readonly at: number }[] = [];
  let released = false;

  const forgetOld = (): void => {
    const since = clock.monotonic() - ANSWERABLE_MS;
    const fresh = kept.findIndex(({ at }) => at > since);
    kept.splice(0, fresh < 0 ? kept.length : fresh);
  };

  return {
    take(item) {
      if (released) {
        deliver(item);
        return;
      }
      forgetOld();
      kept.push({ item, at: clock.monotonic() });
    },
    release() {
      released = true;
      forgetOld();
      for (const { item } of kept.splice(0)) deliver(item);
    },
  };
};
