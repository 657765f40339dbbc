import type { Clock, Ids, Logger } from '../domain/ports.js';
import type { Clocking, Corrections, Overview } from '../engine/api.js';
import type { Documents } from '../engine/documents-api.js';
import type { Spaces } from '../engine/spaces.js';
import type { Store } from '../engine/store.js';

/** What actions are done with, whichever door they come through; each takes a `Pick` of it. */
export interface Means {
  /** The clock. */
  readonly sessions: Clocking;
  /** Corrections of what has been clocked. */
  readonly entries: Corrections;
  readonly overview: Overview;
  /** What is kept of a member's time. Rejects with `StoreUnavailable` while Redis is away. */
  readonly timesheet: Pick<Store, 'entries' | 'entry' | 'days' | 'history'>;
  readonly documents: Documents;
  readonly spaces: Spaces;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}
