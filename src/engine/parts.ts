import type { SpaceId, UserId } from '../domain/ids.js';
import type { Clock, Ids, Logger, Metrics } from '../domain/ports.js';
import type { Unapplied } from './api.js';
import type { Erasures } from './erasures.js';
import type { Journal } from './journal/journal.js';
import type { Spaces } from './spaces.js';
import type { RollCallStore } from './sync/roll-call.js';
import type { CachedStore, Link } from './store.js';

/** Keeps what could not be applied until the member was told. Putting the same request again changes nothing. */
export interface UnappliedSink {
  put(unapplied: Unapplied): Promise<void>;
}

/** Another process committed this version of a member. */
export type Heard = (space: SpaceId, user: UserId, version: number) => void;

/** What tracker, sync and retention stand on. */
export interface EngineParts {
  readonly store: CachedStore;
  readonly link: Link;
  readonly spaces: Spaces;
  readonly notices: UnappliedSink;
  readonly journal: Journal;
  /** What was erased is offered to nobody; without it everything is. */
  readonly erasures?: Erasures;
  /** Where processes tell each other what they brought back; without it there are no others. */
  readonly rollCallStore?: RollCallStore;
  /** Tells which versions other processes committed; without it there are none. */
  readonly onHeard?: (listener: Heard) => void;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  readonly metrics: Metrics;
}
