import type { SpaceId } from '../domain/ids.js';

/** ms; longer than the calls that are made in one turn take, unless Discord makes us wait. After a kill -9 nobody has the turn for so long. */
export const TURN_MS = 8_000;

/** The right to see to one thing, while no other process does. */
export interface Turn {
  /** Gives it back; false when it had ended before. Rejects with StoreUnavailable, it ends by itself then. */
  end(): Promise<boolean>;
}

/** Turns at things of a space that several processes see to. */
export interface Turns {
  /**
   * Takes the turn at `what`, a name that is unique in the space, e.g. `roles:<member>`. Null while another process has it. A turn ends by
   * itself after TURN_MS. Rejects with StoreUnavailable.
   */
  take(space: SpaceId, what: string): Promise<Turn | null>;
}
