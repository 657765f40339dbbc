import type { MessageId, SpaceId } from '../domain/ids.js';

/** What is known of a dashboard at Discord. When it is lost, the message is edited once more than it has to be. */
export interface ShownDashboard {
  /** The message that this is about. */
  readonly message: MessageId;
  /** Of what it shows. */
  readonly fingerprint: string;
  /** When it was edited last, ms; null: not since it was posted, so the next edit waits for nothing. */
  readonly editedAt: number | null;
  /** When it was known to be there last, ms. */
  readonly seenAt: number;
  /** The former message that is known to be gone; null: none. */
  readonly removed: MessageId | null;
}

/** What Discord shows of dashboards, as far as we know. All methods reject with StoreUnavailable. */
export interface ShownDashboards {
  get(space: SpaceId, id: string): Promise<ShownDashboard | null>;
  set(space: SpaceId, id: string, shown: ShownDashboard): Promise<void>;
  /** Forgets all of the space but these. */
  keepOnly(space: SpaceId, ids: ReadonlySet<string>): Promise<void>;
}
