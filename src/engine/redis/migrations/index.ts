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
   * older backup.
   */
  readonly space: (redis: Guarded, space: SpaceId) => Promise<void>;
}

/** What a database without `pc:schema` has: everything before the schema was counted. */
export const FIRST_SCHEMA = 1;

/** All of them, in order; one file each, `NNNN-name.ts`, never changed once it was released. */
export const MIGRATIONS: readonly Migration[] = [];

/** The schema that this program writes. */
export const SCHEMA = MIGRATIONS.at(-1)?.to ?? FIRST_SCHEMA;

/** Makes anew what is derived from the rest of a space and is in no backup. */
export const rebuildDerived: Migration['space'] = () => Promise.resolve();
