import type { Cancel, Clock, Logger, Metrics } from '../../domain/ports.js';
import type { Link } from '../store.js';
import type { Connection } from './connection.js';
import { UnusableRedis } from './requirements.js';

export interface HealthyLink extends Link {
  readonly state: 'up' | 'down' | 'connecting';
  /** Round trip of the last check, ms; null while none came back. */
  readonly latencyMs: number | null;
  close(): void;
}

/** ms between checks of a connection that stands although it does not serve: a cluster whose replica is taking over. */
const RETRY_MS = 200;

export interface LinkOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Asked each time before the link counts as up; it may take its time. A rejection keeps the link down, and it is asked again. */
  readonly admit?: () => Promise<void>;
  readonly intervalMs?: number;
}

/**
 * Watches a connection by asking it each `intervalMs` (PING; in a cluster every master). Up with the first answer; down with the first one that
 * does not come, and then the connection is made anew.
 */
export const watchLink = (connection: Connection, options: LinkOptions): HealthyLink => {
  const { clock, log, metrics, admit = () => Promise.resolve(), intervalMs = 1_000 } = options;
  const ups = new Set<() => void>();
  const downs = new Set<() => void>();
  let state: HealthyLink['state'] = 'connecting';
  let latencyMs: number | null = null;
  let asking = false;
  let soon: Cancel | null = null;
  const life = { closed: false };

  const become = (next: 'up' | 'down'): void => {
    if (life.closed || state === next) return;
    const first = state === 'connecting';
    state = next;
    if (next === 'down') latencyMs = null;
    metrics.gauge('redis_up', next === 'up' ? 1 : 0);
    if (!first) metrics.count('redis_link_changes', { to: next });
    log[next === 'up' ? 'info' : 'warn']({ state: next }, 'Redis link');
    for (const listener of [...(next === 'up' ? ups : downs)]) listener();
  };

  const ask = async (): Promise<void> => {
    if (asking || life.closed || !connection.ready) return;
    asking = true;
    const begun = clock.monotonic();
    try {
      await connection.check();
      latencyMs = clock.monotonic() - begun;
      metrics.observe('redis_ping', latencyMs);
      if (state !== 'up') await admit();
      become('up');
    } catch (error) {
      log.debug({ reason: String(error) }, 'Redis does not answer, or does not serve');
      become('down');
      // One that will not do stays connected: it is looked at again, in case that somebody mends it.
      if (!(error instanceof UnusableRedis)) connection.reset();
    } finally {
      asking = false;
      if (state !== 'up') askSoon();
    }
  };
  const askSoon = (): void => {
    if (life.closed) return;
    soon?.();
    soon = clock.after(RETRY_MS, () => {
      soon = null;
      void ask();
    });
  };

  connection.onReady(() => void ask());
  connection.onLost(() => {
    become('down');
    askSoon();
  });
  const cancel = clock.every(intervalMs, () => void ask());
  void ask();
  return {
    get up() {
      return state === 'up';
    },
    get state() {
      return state;
    },
    get latencyMs() {
      return latencyMs;
    },
    onUp: (listener) => subscribe(ups, listener),
    onDown: (listener) => subscribe(downs, listener),
    close: () => {
      life.closed = true;
      cancel();
      soon?.();
    },
  };
};

const subscribe = (listeners: Set<() => void>, listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
