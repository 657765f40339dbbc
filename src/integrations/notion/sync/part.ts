import type { SpaceId } from '../../../domain/ids.js';
import type { NotionConnection } from '../../../domain/notion.js';
import type { NotionApi } from '../api/api.js';

/** What a part of the synchronisation works with. */
export interface SyncWork {
  readonly space: SpaceId;
  /** As it is when the part begins. It is connected, set up and not paused. */
  readonly connection: NotionConnection;
  readonly api: NotionApi;
  /** May the next step be taken? False once this process stops, or another one has the lease. To be asked before each step. */
  readonly goesOn: () => boolean;
}

/** What has not reached Notion yet. */
export interface Waiting {
  readonly count: number;
  /** Since when the oldest waits, ms; null when nothing does. */
  readonly since: number | null;
}

export const NOTHING_WAITS: Waiting = { count: 0, since: null };

/**
 * Something that is kept in step with Notion: categories, entries, days, what people change there. One process at a time runs the parts of a space, one after
 * the other, whenever something happened in the space, when it is asked for, and every minute.
 */
export interface SyncPart {
  readonly name: string;
  /**
   * Does what there is to do, and the same twice comes to the same as once: it may be ended at any step. Rejects with `NotionError`, after which all parts are run
   * again later (and the others at once, unless no request would go well), or with what else goes wrong. Resolves with when it wants to be run next at the latest,
   * ms; null: it does not mind.
   */
  run(work: SyncWork): Promise<number | null>;
  /** Rejects with StoreUnavailable. */
  waiting(space: SpaceId): Promise<Waiting>;
}
