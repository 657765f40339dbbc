import type { Alarms } from '../domain/alarms.js';
import type { Clock, Logger, Metrics } from '../domain/ports.js';
import type { Corrections } from './api.js';
import type { Documents } from './documents-api.js';
import type { DueStore } from './due/due-row.js';
import { createDueWorker, type DueWorker } from './due/worker.js';
import { CONFIRM_CONSUMER, followEntries } from './jobs/confirm.js';
import { dueJobs } from './jobs/index.js';
import { BOARD_POSTS_CONSUMER, followBoardPosts, type BoardPoster } from './jobs/post-boards.js';
import type { Lease } from './lease/lease.js';
import type { Outbox } from './outbox/outbox.js';
import type { Spaces } from './spaces.js';
import { followStandings, STANDINGS_CONSUMER } from './standing.js';
import type { Store } from './store.js';

export interface DueJobsOptions {
  readonly due: DueStore;
  readonly store: Pick<Store, 'entry' | 'history' | 'stand'>;
  readonly documents: Documents;
  readonly boardPoster: BoardPoster;
  readonly spaces: Pick<Spaces, 'get'>;
  readonly corrections: Pick<Corrections, 'confirmUnchanged'>;
  readonly outbox: Pick<Outbox, 'consume'>;
  readonly lease: Lease;
  readonly clock: Clock;
  /** What moments are read from, and the alarms go by. */
  readonly momentClock: Pick<Clock, 'now'>;
  readonly alarms: Alarms;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** What happens by itself: rows that are due, and who puts them. Begins with `start`. */
export const createDueJobs = (options: DueJobsOptions): DueWorker => {
  const { due, store, documents, boardPoster, spaces, corrections, outbox, lease, clock, momentClock, alarms, log, metrics } =
    options;
  const now = (): number => momentClock.now();
  const parts = { due, store, documents, boardPoster, spaces, corrections, now };
  const worker = createDueWorker({ store: due, lease, jobs: dueJobs(parts), alarms, clock, now, log, metrics });
  let stopFollowing = (): Promise<void> => Promise.resolve();
  return {
    ...worker,
    start: () => {
      worker.start();
      const stops = [
        outbox.consume(CONFIRM_CONSUMER, followEntries(parts), { from: 'beginning' }),
        outbox.consume(BOARD_POSTS_CONSUMER, followBoardPosts(parts), { from: 'beginning' }),
        outbox.consume(STANDINGS_CONSUMER, followStandings({ documents, store }), { from: 'beginning' }),
      ];
      stopFollowing = async () => {
        await Promise.all(stops.map((stop) => stop()));
      };
    },
    close: async () => {
      await Promise.all([worker.close(), stopFollowing()]);
    },
  };
};
