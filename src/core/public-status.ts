import type { PublicStatus, Trouble } from '../actions/service.js';
import type { Clock } from '../domain/ports.js';
import { followTroubles, incidentsOf } from './history/incidents.js';
import { KEPT_MINUTES, type Minutes } from './history/minutes.js';

const KEPT_MS = KEPT_MINUTES * 60_000;

export interface StatusSources {
  readonly minutes: Minutes;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  /** Has the start finished? What is missing before is no incident. */
  readonly started: () => boolean;
  readonly redisUp: () => boolean;
  readonly journalOk: () => boolean;
  /** Do interactions reach us: from all servers, from some, or from none? */
  readonly discord: () => 'all' | 'some' | 'none';
  /** Is anything else wrong that somebody has to see to? */
  readonly hasConcerns: () => boolean;
}

/** How the installation is, for everybody who asks. Begins to look at once. */
export const createPublicStatus = (sources: StatusSources): (() => PublicStatus) => {
  const { minutes, clock, started } = sources;
  const begun = clock.monotonic();
  const troubles = (): ReadonlySet<Trouble> => {
    const found = new Set<Trouble>();
    if (!started()) return found;
    if (!sources.redisUp()) found.add('redis');
    if (!sources.journalOk()) found.add('journal');
    if (sources.discord() !== 'all') found.add('discord');
    if (sources.hasConcerns()) found.add('other');
    return found;
  };
  followTroubles(minutes, troubles);
  return () => {
    const [at, current] = [clock.now(), troubles()];
    const startedAt = at - (clock.monotonic() - begun);
    const isDown = !started() || current.has('journal') || sources.discord() === 'none';
    return {
      state: isDown ? 'down' : current.size > 0 ? 'degraded' : 'up',
      troubles: [...current],
      at,
      startedAt,
      knownFrom: Math.max(startedAt, at - KEPT_MS),
      incidents: incidentsOf(minutes, at, current),
    };
  };
};

/** From how many servers interactions reach us, by what the bot says of itself. */
export const reachOf = ({
  connected,
  shards,
}: {
  readonly connected: boolean;
  readonly shards: readonly { readonly state: string }[];
}): ReturnType<StatusSources['discord']> => {
  if (connected) return 'all';
  return shards.some(({ state }) => state === 'ready') ? 'some' : 'none';
};
