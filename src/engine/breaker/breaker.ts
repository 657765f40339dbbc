import type { Cancel, Clock, Logger, Metrics } from '../../domain/ports.js';
import { StoreUnavailable, type Link } from '../store.js';
import { Outcomes } from './outcomes.js';

export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open';
  /**
   * Runs `task` when the circuit is closed; else rejects at once with `StoreUnavailable` (nothing was sent).
   * Every failure of the link comes out as `StoreUnavailable`; other errors come out as they are and never trip the circuit.
   */
  run<T>(task: () => Promise<T>, kind: 'read' | 'write'): Promise<T>;
  close(): void;
}

export interface BreakerOptions {
  readonly link: Link;
  /** Proves that Redis answers again; asked when the circuit is half-open. */
  readonly ping: () => Promise<unknown>;
  /** Null for errors that say nothing of the link. */
  readonly classify: (error: unknown, write: boolean) => StoreUnavailable | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** ms from open to half-open. */
  readonly resetTimeoutMs?: number;
}

/** Fewer calls than this say nothing. */
const CALLS_MIN = 5;
/** Of the calls of the last ten seconds; with more failures the circuit opens. */
const FAILURES_MAX = 0.5;

/**
 * A circuit breaker for all that goes to Redis. It follows the link's health (down opens it, up closes it), and opens by itself when half
 * of the last ten seconds' calls failed while PINGs still came through. It is ours because every command pays for it: a library's events and
 * promises cost more than half a PING.
 */
export const createBreaker = (options: BreakerOptions): Breaker => {
  const { link, ping, classify, clock, log, metrics, resetTimeoutMs = 1_000 } = options;
  const outcomes = new Outcomes(clock);
  const life: { state: Breaker['state']; shut: boolean; retry: Cancel | null } = {
    state: link.up ? 'closed' : 'open',
    shut: false,
    retry: null,
  };

  const become = (state: Breaker['state']): void => {
    if (life.shut || life.state === state) return;
    life.state = state;
    metrics.count('breaker_changes', { to: state });
    log.info({ state }, 'breaker');
  };
  const open = (): void => {
    become('open');
    life.retry?.();
    life.retry = life.shut ? null : clock.after(resetTimeoutMs, probe);
  };
  const close = (): void => {
    life.retry?.();
    life.retry = null;
    outcomes.forget();
    become('closed');
  };
  const probe = (): void => {
    life.retry = null;
    become('half-open');
    // The link may have decided meanwhile.
    ping().then(
      () => life.state === 'half-open' && close(),
      () => life.state === 'half-open' && open(),
    );
  };
  const failed = (): void => {
    outcomes.add(true);
    if (life.state === 'closed' && outcomes.calls >= CALLS_MIN && outcomes.failures > FAILURES_MAX * outcomes.calls) open();
  };
  const forget = [link.onUp(close), link.onDown(open)];
  if (!link.up) open();

  return {
    get state() {
      return life.state;
    },
    run: async (task, kind) => {
      if (life.state !== 'closed' || life.shut)
        throw new StoreUnavailable('the circuit to Redis is open', { maybeApplied: false });
      try {
        const value = await task();
        outcomes.add(false);
        return value;
      } catch (error) {
        const away = classify(error, kind === 'write');
        if (away === null) outcomes.add(false);
        else failed();
        throw away ?? error;
      }
    },
    close: () => {
      life.shut = true;
      life.retry?.();
      for (const each of forget) each();
    },
  };
};
