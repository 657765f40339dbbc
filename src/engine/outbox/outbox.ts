import type { SpaceId } from '../../domain/ids.js';
import type { Clock, Logger, Metrics } from '../../domain/ports.js';
import { createLease, type LeaseStore } from '../lease/lease.js';
import type { LedgerRow } from '../ledger/kinds/index.js';
import { Consumer, type ConsumeOptions, type Handle } from './consumer.js';
import type { Behind, OutboxStore } from './cursors.js';

export type { ConsumeOptions, Handle } from './consumer.js';

/**
 * The ledger as an outbox: consumers (an activity log, webhooks, a calendar elsewhere) hear of every change, whichever process made it, in the
 * order of each space's ledger. At least once: after a crash the last records come again. Their ids never change, so a consumer that remembers
 * ids can be exact.
 */
export interface Outbox<Record = LedgerRow> {
  /**
   * Calls `handle` with what is new in each space. Of all processes that ask for the same `name`, one at a time does so. When `handle` rejects,
   * it is called again with the same records, later and later; the other spaces go on. A new consumer begins with what happens from now on,
   * unless `from` says otherwise; in a space that is new it begins at the beginning.
   * @returns stops it, after the call that is under way
   */
  consume(name: string, handle: Handle<Record>, options?: ConsumeOptions): () => Promise<void>;
  /** How far a consumer is behind in a space, whichever process it works in; counted up to 100 rows. Rejects with `StoreUnavailable`. */
  behind(name: string, space: SpaceId): Promise<Behind>;
  /** Something was appended to the ledger of a space. */
  news(space: SpaceId): void;
  /** Something may have been appended that nobody told of. */
  sweep(): void;
  /** Stops all consumers. */
  close(): Promise<void>;
}

export interface OutboxOptions<Record> {
  readonly store: OutboxStore<Record>;
  readonly leases: LeaseStore;
  /**
   * Told of what was read before any consumer is: the ledger may be ahead of what this process has heard, and a consumer must not go by what is older than
   * what it is told.
   */
  readonly reading?: (space: SpaceId, records: readonly Record[]) => void;
  /** See `createLease`. */
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Spaces that changed are told; this finds what was not. */
const SWEEP_EVERY_MS = 300_000;
/** More rows than this are only said to be many. */
const COUNTED = 100;

export const createOutbox = <Record>({
  store,
  leases,
  reading,
  owner,
  clock,
  log,
  metrics,
}: OutboxOptions<Record>): Outbox<Record> => {
  const consumers = new Map<string, Consumer<Record>>();
  const sweep = (): void => {
    for (const consumer of consumers.values()) consumer.sweep();
  };
  const cancel = clock.every(SWEEP_EVERY_MS, sweep);
  return {
    consume: (name, handle, options = {}) => {
      if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new RangeError(`not the name of a consumer: ${name}`);
      if (consumers.has(name)) throw new Error(`a process consumes as ${name} once`);
      const lease = createLease({ store: leases, name: `outbox-${name}`, owner, clock, log, metrics });
      const consumer = new Consumer({ name, handle, options, reading, store, lease, clock, log, metrics });
      consumers.set(name, consumer);
      consumer.start();
      return async () => {
        consumers.delete(name);
        await consumer.close();
      };
    },
    behind: (name, space) => store.behind(space, name, COUNTED),
    news: (space) => {
      for (const consumer of consumers.values()) consumer.news(space);
    },
    sweep,
    close: async () => {
      cancel();
      await Promise.all([...consumers.values()].map((consumer) => consumer.close()));
      consumers.clear();
    },
  };
};
