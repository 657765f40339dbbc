import { join } from 'node:path';
import { createAnalyst } from '../analytics/thread/analyst.js';
import { createNetworkStore } from '../analytics/training/store.js';
import { trainNetworks } from '../analytics/training/trainer.js';
import type { Alarms } from '../domain/alarms.js';
import { isGuildSpace } from '../domain/ids.js';
import type { Clock, Ids, Logger, Metrics } from '../domain/ports.js';
import type { Changes } from '../engine/api.js';
import type { Documents } from '../engine/documents-api.js';
import { trustedAfter } from '../engine/network-trust.js';
import type { Spaces } from '../engine/spaces.js';
import { StoreUnavailable, type Store } from '../engine/store.js';
import { createNight } from './night/index.js';

export type Analytics = ReturnType<typeof createAnalytics>;

export interface AnalyticsParts {
  readonly dataDir: string;
  readonly documents: Documents;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly store: Pick<Store, 'members' | 'days'>;
  readonly changes: Pick<Changes, 'onChange'>;
  readonly alarms: Pick<Alarms, 'every'>;
  /** Lengths of time. */
  readonly clock: Clock;
  /** Moments. */
  readonly momentClock: Pick<Clock, 'now'>;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** How often networks that may not be used any more are deleted, ms; they are not used before that either. */
const TIDY_EVERY_MS = 3_600_000;

/** What computes numbers about people's time: the thread of forecasts, and the work of the nights. */
export const createAnalytics = (parts: AnalyticsParts) => {
  const { dataDir, documents, alarms, clock, momentClock, log, metrics } = parts;
  const directory = join(dataDir, 'analytics');
  const networks = createNetworkStore(directory, log);
  const analyst = createAnalyst({ directory, trustedAfter: (space) => trustedAfter(documents, space), clock, log, metrics });
  const night = createNight({ ...parts, networks, train: trainNetworks, now: () => momentClock.now() });
  const tidy = async (): Promise<void> => {
    try {
      await night.tidy();
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) log.warn({ err: error }, 'networks that may not be used are deleted later');
    }
  };
  const cancel = alarms.every(TIDY_EVERY_MS, tidy);
  // An erasure on this machine is seen to at once.
  const unlisten = parts.changes.onChange(({ space, rows }) => {
    if (rows.length === 0 && isGuildSpace(space)) void tidy();
  });
  return {
    analyst,
    night,
    close: async () => {
      cancel();
      unlisten();
      await Promise.all([analyst.close(), night.close()]);
    },
  };
};
