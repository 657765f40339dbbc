import type { SpaceId } from '../../../domain/ids.js';
import type { Guarded } from '../guarded.js';

/** A step forward of what lies in Redis, space by space. */
export interface Migration {
  /** The schema that it leads to, from the one before. */
  readonly to: number;
  /** For the log: what it does. */
  readonly what: string;
  /**
   * Brings one space forward. It may be ended in the middle and begun again, and done twice; also a restore calls it, for a space of an
   * older backup. `now` in ms.
   */
  readonly space: (redis: Guarded, space: SpaceId, now: number) => Promise<void>;
}
