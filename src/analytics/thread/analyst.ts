import type { SpaceId } from '../../domain/ids.js';
import type { Clock, Logger, Metrics } from '../../domain/ports.js';
import { createThreadWork, type WorkThread } from '../../threads/thread-work.js';
import type { ForecastAnswer, ForecastInput } from '../forecast/forecast.js';
import type { Answer, Order, Setup } from './messages.js';
import { startThread } from '../../threads/start.js';

export type ForecastThread = WorkThread<Order, Answer>;

export interface AnalystDeps {
  /** Where networks are kept. */
  readonly directory: string;
  /** Networks that were trained then or before are not to be used, ms; null: none are. When it rejects, the forecast does without. */
  readonly trustedAfter: (space: SpaceId) => Promise<number | null>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Ours unless told. */
  readonly startThread?: () => ForecastThread;
}

/** A forecast that takes longer than this is given up, with its thread, ms: people wait for it. It takes some 30. */
export const FORECAST_WITHIN_MS = 8_000;
/** A thread that made no forecast for so long is ended, ms. */
export const IDLE_MS = 600_000;
/** Forecasts that may wait at the same time; one more is refused. */
export const WAITING_MAX = 50;

/** Makes forecasts in a thread of their own, so that no click waits for one; see `Analyst` in commands/deps.ts. */
export const createAnalyst = (deps: AnalystDeps) => {
  const { directory, trustedAfter, clock, log, metrics, startThread: start = () => ownThread({ directory }) } = deps;
  const limits = { withinMs: FORECAST_WITHIN_MS, idleMs: IDLE_MS, waitingMax: WAITING_MAX };
  const work = createThreadWork<Order, Answer>({ name: 'forecasts', startThread: start, ...limits, clock, log });
  return {
    async forecast(space: SpaceId, input: Omit<ForecastInput, 'network'>): Promise<ForecastAnswer | null> {
      const began = clock.monotonic();
      const made = await work.ask({ space, trustedAfter: await trustedAfter(space).catch(() => null), input });
      for (const warning of made?.warnings ?? []) log.warn({ space }, warning);
      if (made !== null && 'reason' in made) log.error({ space, reason: made.reason }, 'a forecast could not be made');
      const answer = made !== null && 'answer' in made ? made.answer : null;
      metrics.count('forecasts', { outcome: answer === null ? 'failed' : 'made' });
      if (answer !== null) metrics.observe('forecast_ms', clock.monotonic() - began);
      return answer;
    },
    close: () => work.close(),
  };
};

/** MiB: a forecast needs a few, and a mistake in one should not take the memory of the process. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

const ownThread = (setup: Setup): ForecastThread =>
  startThread(new URL('./worker.js', import.meta.url), { name: 'forecasts', resourceLimits: LIMITS, workerData: setup });
