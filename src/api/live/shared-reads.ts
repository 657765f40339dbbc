import type { SpaceId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import type { Changes, Overview } from '../../engine/api.js';

/** So long what was read may be told again, ms, also where nothing was heard of a change: a message of another process may be lost. */
const LONGEST_MS = 500;

type OnTheClock = Overview['onTheClock'];

interface Shared {
  readonly result: ReturnType<OnTheClock>;
  /** How much had happened in the space when it was asked for. */
  readonly news: number;
  /** Monotonic ms. */
  readonly at: number;
}

/**
 * Who is on the clock, read once for all who ask for it between two changes of the space: a change is told to all pages of a server at the same moment, and each of them asks then.
 * What was begun before a change is told to nobody who asks after it.
 */
export const sharedOnTheClock = ({
  overview,
  changes,
  onNews,
  clock,
}: {
  readonly overview: Pick<Overview, 'onTheClock'>;
  readonly changes: Pick<Changes, 'onChange'>;
  /** See `Chain.onNews`. */
  readonly onNews: (listener: (space: SpaceId | null) => void) => () => void;
  readonly clock: Pick<Clock, 'monotonic'>;
}): { readonly onTheClock: OnTheClock; readonly close: () => void } => {
  const known = new Map<SpaceId, Shared>();
  const news = new Map<SpaceId, number>();
  let everywhere = 0;
  const happened = (space: SpaceId | null): void => {
    if (space === null) everywhere += 1;
    // Only of spaces that somebody looks at.
    else if (known.has(space)) news.set(space, (news.get(space) ?? 0) + 1);
  };
  const forgetOld = (now: number): void => {
    for (const [space, { at }] of known) {
      if (now - at < LONGEST_MS) return;
      known.delete(space);
      news.delete(space);
    }
  };
  const stops = [onNews(happened), changes.onChange(({ space }) => happened(space))];
  return {
    onTheClock: (space) => {
      const now = clock.monotonic();
      // Oldest first, as they were put there.
      forgetOld(now);
      const current = (news.get(space) ?? 0) + everywhere;
      const held = known.get(space);
      if (held?.news === current) return held.result;
      const result = overview.onTheClock(space);
      known.delete(space);
      known.set(space, { result, news: current, at: now });
      result.then(
        ({ ok }) => (ok ? undefined : known.delete(space)),
        () => known.delete(space),
      );
      return result;
    },
    close: () => {
      for (const stop of stops) stop();
    },
  };
};
