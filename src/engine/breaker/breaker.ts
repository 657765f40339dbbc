import CircuitBreaker from 'opossum';
import type { Logger, Metrics } from '../../domain/ports.js';
import { StoreUnavailable, type Link } from '../store.js';

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
  readonly log: Logger;
  readonly metrics: Metrics;
  /** ms from open to half-open. */
  readonly resetTimeoutMs?: number;
}

/**
 * A circuit breaker for all that goes to Redis. It follows the link's health (down opens it, up closes it), and opens by itself when half
 * of the last ten seconds' calls failed while PINGs still came through.
 */
export const createBreaker = (options: BreakerOptions): Breaker => {
  const { link, ping, classify, log, metrics } = options;
  const circuit = new CircuitBreaker((task: () => Promise<unknown>) => task(), {
    name: 'redis',
    // Commands have their own time-out, which also ends them; two clocks would disagree.
    timeout: false,
    volumeThreshold: 5,
    errorThresholdPercentage: 50,
    rollingCountTimeout: 10_000,
    resetTimeout: options.resetTimeoutMs ?? 1_000,
    rollingPercentilesEnabled: false,
    enableSnapshots: false,
    errorFilter: (error: unknown) => classify(error, false) === null,
  });
  const state = (): Breaker['state'] => (circuit.halfOpen ? 'half-open' : circuit.opened ? 'open' : 'closed');
  const report = (): void => {
    metrics.count('breaker_changes', { to: state() });
    log.info({ state: state() }, 'breaker');
  };
  const reasonOf = (error: unknown, write: boolean): Error => {
    if (!(error instanceof Error)) return new Error('a task failed with what is no error', { cause: error });
    if (CircuitBreaker.isOurError(error))
      return new StoreUnavailable('the circuit to Redis is open', { maybeApplied: false, cause: error });
    return classify(error, write) ?? error;
  };
  circuit.on('open', report);
  circuit.on('close', report);
  circuit.on('halfOpen', () => void circuit.fire(ping).catch(() => undefined));
  const forget = [link.onUp(() => circuit.close()), link.onDown(() => circuit.open())];
  if (!link.up) circuit.open();

  return {
    get state() {
      return state();
    },
    run: <T>(task: () => Promise<T>, kind: 'read' | 'write'): Promise<T> =>
      // The circuit's own promise says nothing of the value's type, and comes three turns later.
      new Promise<T>((resolve, reject) => {
        circuit.fire(() => task().then(resolve)).catch((error: unknown) => reject(reasonOf(error, kind === 'write')));
      }),
    close: () => {
      for (const each of forget) each();
      circuit.shutdown();
    },
  };
};
