import type { ErrorCode } from '../domain/errors.js';
import type { ChannelId, SpaceId } from '../domain/ids.js';

/** One message of the activity log: rows of a batch that go to one channel. */
export interface LogPart {
  readonly channel: ChannelId;
  /** Places of its rows in the batch. */
  readonly rows: readonly number[];
  /** Events before these that are not told, as the message says. */
  readonly missed: number;
  readonly isDone: boolean;
}

/** Rows of the ledger that were handed over together, and the messages that come of them. It is noted before the first of these is posted. */
export interface LogBatch {
  /** A digest of each row's id, in order: so a crash changes nothing in what belongs to which message. */
  readonly rows: readonly string[];
  readonly parts: readonly LogPart[];
}

/** What is known of one channel. */
export interface LogChannel {
  /** Events that were not told there, and of which no message has told so far how many they are. */
  readonly missed: number;
  /** Why Discord refuses messages there; somebody has been told. Null: it takes them. */
  readonly refused: ErrorCode | null;
}

export interface PostedLog {
  /** What is being posted, or was posted last; null: nothing yet. */
  readonly batch: LogBatch | null;
  /** By channel; those that are not in it have nothing to tell. */
  readonly channels: Readonly<Record<string, LogChannel>>;
}

export const NOTHING_POSTED: PostedLog = { batch: null, channels: {} };

/** How far the activity logs are at Discord. All methods reject with StoreUnavailable. */
export interface PostedLogs {
  get(space: SpaceId): Promise<PostedLog>;
  set(space: SpaceId, posted: PostedLog): Promise<void>;
}
