import type { Cancel, Clock, Logger, Metrics } from '../../domain/ports.js';

/** What a store of leases says. */
export interface LeaseAnswer {
  /** We have it, from now on for as long as was asked for. */
  readonly mine: boolean;
  /** Grows by one each time the lease is taken anew; work that is written down can carry it. */
  readonly fence: number;
  /** ms until it ends, ours or another's. */
  readonly leftMs: number;
}

export interface LeaseStore {
  /** Takes the lease when nobody has it, or renews ours. @throws StoreUnavailable */
  take(name: string, owner: string, ms: number): Promise<LeaseAnswer>;
  /** Gives it back; nothing happens when it is not ours. @throws StoreUnavailable */
  release(name: string, owner: string): Promise<void>;
}

/** Work that one process at a time may do. */
export interface Leader {
  /**
   * May the next step of the work be taken? Looks at this process' own clocks only, so it is false at once after a pause that was longer
   * than the lease, before Redis was asked. To be looked at before every step.
   */
  readonly held: boolean;
  /** Asks Redis as well: before what cannot be undone. False also when Redis cannot be reached. */
  confirm(): Promise<boolean>;
  /** Called each time the lease becomes ours. Returns the unsubscribe function. */
  onTaken(listener: () => void): Cancel;
}

export interface Lease extends Leader {
  /** Tries to get the lease, and to keep it, until `close`. */
  start(): void;
  /** Gives it back, so that another need not wait. */
  close(): Promise<void>;
}

/** How long a lease is given, ms. With the waits below another process has it within 8 s after the death of the one that had it. */
export const LEASE_MS = 6_000;
/** Parts of a lease after which it is renewed, or asked for again. */
const RENEWALS = 3;
/** Ours ends by this part earlier for us than for the others: a step that was begun just in time is over before another process begins. */
const MARGIN = 1 / 6;
/** After Redis could not be asked, ms. */
const AGAIN_MS = 1_000;

/**
 * @param owner a name that no other process has, nor this one after a restart
 * @param ms how long the lease is given each time; `LEASE_MS` unless told
 */
export const createLease = (deps: {
  readonly store: LeaseStore;
  readonly name: string;
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly ms?: number;
}): Lease => {
  const { store, name, owner, clock, log, metrics, ms = LEASE_MS } = deps;
  const renewMs = ms / RENEWALS;
  const listeners = new Set<() => void>();
  /** Ours up to here, by both clocks: the monotonic one stands still while a machine is suspended, the other may be set. */
  let until = { monotonic: 0, wall: 0 };
  let fence = 0;
  let cancel: Cancel | null = null;
  let started = false;
  let closed = false;

  const held = (): boolean => !closed && clock.monotonic() < until.monotonic && clock.now() < until.wall;

  const ask = async (): Promise<LeaseAnswer> => {
    // Counted from before the question: however long the answer was on its way, or we stood still, the lease is no longer than this.
    const asked = { monotonic: clock.monotonic(), wall: clock.now() };
    const answer = await store.take(name, owner, ms);
    const good = answer.mine ? ms * (1 - MARGIN) : -1;
    until = { monotonic: asked.monotonic + good, wall: asked.wall + good };
    metrics.gauge('lease_held', held() ? 1 : 0, { lease: name });
    if (answer.mine && answer.fence !== fence) {
      fence = answer.fence;
      log.info({ lease: name, fence }, 'this process has the lease');
      if (held()) for (const listener of listeners) listener();
    }
    return answer;
  };

  const keep = async (): Promise<void> => {
    let next = renewMs;
    try {
      const { mine, leftMs } = await ask();
      if (!mine) next = Math.min(renewMs, leftMs + 1);
    } catch (error) {
      next = AGAIN_MS;
      log.debug({ lease: name, reason: String(error) }, 'the lease could not be asked for');
      if (!held()) metrics.gauge('lease_held', 0, { lease: name });
    }
    if (!isClosed()) cancel = clock.after(next, () => void keep());
  };
  const isClosed = (): boolean => closed;

  return {
    get held() {
      return held();
    },
    confirm: async () => {
      if (!held()) return false;
      try {
        const before = fence;
        // Taken anew in the meantime is no continuation: another process may have been at work.
        return (await ask()).mine && fence === before && held();
      } catch {
        return false;
      }
    },
    onTaken(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start() {
      if (started) return;
      started = true;
      void keep();
    },
    async close() {
      const was = started && !closed;
      closed = true;
      cancel?.();
      metrics.gauge('lease_held', 0, { lease: name });
      // Without Redis it ends by itself.
      if (was) await store.release(name, owner).catch(() => undefined);
    },
  };
};
