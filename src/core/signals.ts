import type { Clock, Logger } from '../domain/ports.js';
import type { Lifecycle } from './lifecycle.js';

/** One Ctrl-C arrives twice when both the terminal and npm deliver it; a second one that a person means comes later than this, ms. */
const SAME_KEY_PRESS = 400;

/** What of a process the handlers need; the real one, or an emitter in a test. */
export interface ProcessLike {
  on(event: 'SIGINT' | 'SIGTERM' | 'uncaughtException' | 'unhandledRejection', listener: (value: unknown) => void): unknown;
  exit(code: number): void;
}

/**
 * Connects signals and last-resort errors to the lifecycle. SIGINT and SIGTERM end gracefully with 0 (1 when a step failed), a second one
 * at once with 130; an error that nobody caught ends with 1 after the same steps, so that the journal gets its flush.
 */
export function handleSignals(
  lifecycle: Lifecycle,
  deps: { readonly clock: Pick<Clock, 'monotonic'>; readonly log: Logger; readonly process: ProcessLike },
): void {
  let firstSignal: number | null = null;

  const onSignal = (signal: string) => (): void => {
    const now = deps.clock.monotonic();
    if (firstSignal === null) {
      firstSignal = now;
      void lifecycle.stop(signal).then((clean) => deps.process.exit(clean ? 0 : 1));
    } else if (now - firstSignal >= SAME_KEY_PRESS) {
      deps.log.warn({ signal }, 'forced to end before everything was closed');
      deps.process.exit(130);
    }
  };
  const onError =
    (kind: string) =>
    (error: unknown): void => {
      deps.log.error({ error, kind }, 'an error that nobody caught; shutting down');
      if (lifecycle.stopping) return;
      void lifecycle.stop(kind).then(() => deps.process.exit(1));
    };

  deps.process.on('SIGINT', onSignal('SIGINT'));
  deps.process.on('SIGTERM', onSignal('SIGTERM'));
  deps.process.on('uncaughtException', onError('uncaughtException'));
  deps.process.on('unhandledRejection', onError('unhandledRejection'));
}
