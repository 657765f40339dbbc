import { z } from 'zod';
import type { Clock, Logger, Metrics } from '../../domain/ports.js';
import { untilAnswered } from '../connect.js';
import { createDiscordRest } from '../rest.js';
import { NO_TIME } from '../time.js';

const Information = z.looseObject({
  shards: z.int().min(1),
  session_start_limit: z.looseObject({
    total: z.int().min(0),
    remaining: z.int().min(0),
    reset_after: z.number().min(0),
    max_concurrency: z.int().min(1),
  }),
});

/** What Discord says about connecting (docs: Get Gateway Bot). */
export interface GatewayInformation {
  /** Recommended. */
  readonly shards: number;
  /** Identifies in five seconds. */
  readonly maxConcurrency: number;
  /** Identifies in a day. */
  readonly total: number;
  /** Identifies that are left, and ms until there are all of them again. */
  readonly remaining: number;
  readonly resetAfterMs: number;
}

/**
 * Asks until Discord answers; undefined when `stopped` says so.
 * @throws TokenRefused, or DiscordError when asking again would not help
 */
export const gatewayInformation = async (deps: {
  readonly apiUrl: string;
  readonly token: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly stopped: () => boolean;
}): Promise<GatewayInformation | undefined> => {
  const rest = createDiscordRest({ ...deps, time: NO_TIME });
  try {
    const answer = await untilAnswered(deps, 'gateway', () => rest.request('GET', '/gateway/bot'));
    if (answer === undefined) return undefined;
    const { shards, session_start_limit: limit } = Information.parse(answer);
    const { max_concurrency: maxConcurrency, total, remaining, reset_after: resetAfterMs } = limit;
    return { shards, maxConcurrency, total, remaining, resetAfterMs };
  } finally {
    rest.close();
  }
};
