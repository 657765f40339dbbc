import type { Clock, Ids, Logger, Random } from '../domain/ports.js';
import type { Lifecycle } from './lifecycle.js';
import type { ProcessMetrics } from './metrics.js';

/** What the program stands in. */
export interface Surroundings {
  /** The folder of package.json. */
  readonly root: string;
  readonly version: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly log: Logger;
  readonly metrics: ProcessMetrics;
  readonly lifecycle: Lifecycle;
}
