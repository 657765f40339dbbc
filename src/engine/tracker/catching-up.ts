import type { SpaceId, UserId } from '../../domain/ids.js';
import type { Doubted } from '../api.js';

/** What the tracker asks of the part that brings to Redis what waits on the disk, or was lost there. */
export interface CatchingUp {
  /** Looks through journals that are under way; nothing is decided meanwhile. */
  readonly scans: number;
  /** Resolves when those have ended. */
  readonly scanned: Promise<void>;
  /** Redis lacks what it had confirmed of this space: looks for it in the journal. */
  rescan(space: SpaceId): Promise<void>;
  /** Offers what waits of a member whose turn this is. Answers whether nothing is left. Does not reject. */
  drainMember(key: string): Promise<boolean>;
  /** The same from outside the member's turn. */
  drain(space: SpaceId, user: UserId): Promise<boolean>;
  retryLater(): void;
  /** Of whom Redis may have lost something before anybody listened; once. */
  takeEarly(): readonly Doubted[];
}

/** What it asks about the other processes. */
export interface OtherProcesses {
  /** Have all of them brought back what Redis may have lost? */
  readonly complete: boolean;
  /** The same; waits for their first answer. */
  passed(): Promise<boolean>;
}
