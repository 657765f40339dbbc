import type { Clock, Logger, Metrics } from '../../domain/ports.js';
import type { Link } from '../store.js';
import type { Connection } from './connection.js';

export interface HealthyLink extends Link {
  readonly state: 'up' | 'down' | 'connecting';
  /** Round trip of the last PING, ms; null while none came back. */
  readonly latencyMs: number | null;
  close(): void;
}

/**
 * Watches a connection by PING, each `intervalMs`. Up with the first answer; down with the first one that does not come, and then the
 * connection is thrown away and made anew.
 */
export const watchLink = (
  connection: Connection,
  { clock, log, metrics, intervalMs = 1_000 }: { clock: Clock; log: Logger; metrics: Metrics; intervalMs?: number },
): HealthyLink => {
  const ups = new Set<() => void>();
  const downs = new Set<() => void>();
  let state: HealthyLink['state'] = 'connecting';
  let latencyMs: number | null = null;
  let asking = false;
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
      await connection.send('PING', []);
      latencyMs = clock.monotonic() - begun;
      metrics.observe('redis_ping', latencyMs);
      become('up');
    } catch (error) {
      log.debug({ reason: String(error) }, 'Redis did not answer a PING');
      become('down');
      connection.reset();
    } finally {
      asking = false;
    }
  };

  connection.onReady(() => void ask());
  connection.onLost(() => become('down'));
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
    },
  };
};

const subscribe = (listeners: Set<() => void>, listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
