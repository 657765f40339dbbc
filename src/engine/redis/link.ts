import type { Cancel, Clock, Logger, Metrics } from '../../domain/ports.js';
import type { Link } from '../store.js';
import type { Connection } from './connection.js';
import { UnusableRedis } from './requirements.js';
import { LOADING, NotServing } from './serving.js';

export interface HealthyLink extends Link {
  readonly state: 'up' | 'down' | 'connecting';
  /** Round trip of the last check, ms; null while none came back. */
  readonly latencyMs: number | null;
  /** Why the server that answers does not serve, or takes no changes; null when it does, or does not answer at all. */
  readonly reason: string | null;
  close(): void;
}

/** ms between checks of a connection that stands although it does not serve: a cluster whose replica is taking over. */
const RETRY_MS = 200;

/** ms between attempts to find the primary behind the same name: doubled each time, so that a replica that stays one is not stormed. */
const LEAVE_FIRST_MS = 1_000;
const LEAVE_MAX_MS = 30_000;

/** ms that a new connection takes at most to become one that serves, unless the server is loading. */
const SETTLE_MS = 2_000;
/** ms of loading after which the name is looked up again: an old primary that copies the data of the new one says no more than this. */
const LOADING_MS = 10_000;

export interface LinkOptions {
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Asked each time before the link counts as up; it may take its time. A rejection keeps the link down, and it is asked again. */
  readonly admit?: () => Promise<void>;
  readonly intervalMs?: number;
}

/**
 * Watches a connection by asking it each `intervalMs` (PING; in a cluster every master), and whether it takes changes. Up with the first answer;
 * down with the first one that does not come, and then the connection is made anew. So it is when the server has become a replica: the address may
 * lead to the new primary by now, and the old connection stays open all the same.
 */
export const watchLink = (
  connection: Pick<Connection, 'ready' | 'settling' | 'check' | 'onReady' | 'onLost' | 'reset' | 'leave'>,
  options: LinkOptions,
): HealthyLink => {
  const { clock, log, metrics, admit = () => Promise.resolve(), intervalMs = 1_000 } = options;
  const ups = new Set<() => void>();
  const downs = new Set<() => void>();
  let state: HealthyLink['state'] = 'connecting';
  let latencyMs: number | null = null;
  let asking = false;
  let soon: Cancel | null = null;
  let reason: string | null = null;
  /** The connection ends because of us. */
  let left = false;
  /** Since when the connection stands without serving. */
  let settlingSince: number | null = null;
  let leaving = { at: -Infinity, waitMs: LEAVE_FIRST_MS };
  const life = { closed: false };

  const become = (next: 'up' | 'down'): void => {
    if (life.closed || state === next) return;
    const first = state === 'connecting';
    state = next;
    if (next === 'down') latencyMs = null;
    metrics.gauge('redis_up', next === 'up' ? 1 : 0);
    if (!first) metrics.count('redis_link_changes', { to: next });
    log[next === 'up' ? 'info' : 'warn']({ state: next, ...(reason === null ? {} : { reason }) }, 'Redis link');
    for (const listener of [...(next === 'up' ? ups : downs)]) listener();
  };

  /** The state and its reason change together, in one line; a reason that changes by itself has a line of its own. */
  const explain = (next: 'up' | 'down', why: string | null): void => {
    const changed = state === next && reason !== why;
    if (changed && why !== null) log.warn({ reason: why }, 'Redis answers, and does not do what it should');
    else if (changed) log.info({ before: reason }, 'Redis takes changes again');
    reason = why;
    become(next);
  };
  const leave = (): void => {
    const now = clock.monotonic();
    if (now - leaving.at < leaving.waitMs) return;
    leaving = { at: now, waitMs: leaving.at === -Infinity ? LEAVE_FIRST_MS : Math.min(LEAVE_MAX_MS, 2 * leaving.waitMs) };
    left = true;
    connection.leave();
  };

  /** A connection that stands for a while and does not become ready: the server is loading. */
  const settle = (): void => {
    const now = clock.monotonic();
    settlingSince = connection.settling ? (settlingSince ?? now) : null;
    const forMs = settlingSince === null ? 0 : now - settlingSince;
    if (forMs >= SETTLE_MS) explain('down', LOADING);
    if (forMs >= LOADING_MS) leave();
  };

  const ask = async (): Promise<void> => {
    if (asking || life.closed) return;
    settle();
    if (!connection.ready) return;
    asking = true;
    const begun = clock.monotonic();
    try {
      const refusal = await connection.check();
      latencyMs = clock.monotonic() - begun;
      metrics.observe('redis_ping', latencyMs);
      if (state !== 'up') await admit();
      leaving = { at: -Infinity, waitMs: LEAVE_FIRST_MS };
      explain('up', refusal);
    } catch (error) {
      log.debug({ reason: String(error) }, 'Redis does not answer, or does not serve');
      if (error instanceof NotServing) {
        explain('down', error.message);
        if (error.moved) leave();
        return;
      }
      // Its admission has said so.
      reason = error instanceof UnusableRedis ? error.message : null;
      become('down');
      // One that will not do stays connected: it is looked at again, in case that somebody mends it.
      if (reason === null) connection.reset();
    } finally {
      asking = false;
      // What a person has to mend takes longer.
      if (state !== 'up' && reason === null) askSoon();
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
    if (!left) reason = null;
    left = false;
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
    get reason() {
      return reason;
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
