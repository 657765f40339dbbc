import type { DomainError } from '../domain/errors.js';
import type { CategoryId, RequestId, SessionId, SpaceId, UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { EndReason, MemberState, Session } from '../domain/session.js';
import type { OnClock, Totals } from './store.js';

/** Who asks for a change, and when. */
export interface Request {
  readonly space: SpaceId;
  readonly user: UserId;
  /** The interaction id, or one minted by Ids. The same id is applied once, however often it is asked. */
  readonly requestId: RequestId;
  /** Moment of the event, ms (from the snowflake); the tracker clamps it to ±15 minutes of the clock and to the member's last change. */
  readonly at: number;
  /** Who acts; the member itself when left out. */
  readonly actor?: UserId | null;
  /** `command`, `button`, `modal`, `sweep`, ... for the ledger. */
  readonly source: string;
}

/** A request that may name the session it is about: another one that is active by now is left alone (STALE_CONTROL). */
export type RequestOnActive = Request & { readonly session?: SessionId };

/** A change that was acknowledged. */
export interface Recorded {
  readonly state: MemberState;
  /** The session that was changed: the active one, or the one that just ended. */
  readonly session: Session;
  /** `stored`: in Redis and in the journal. `journaled`: "recorded, will sync". */
  readonly durability: 'stored' | 'journaled';
  /** The request had been applied before (a retry, a double delivery). */
  readonly replayed: boolean;
  /**
   * Journaled without knowing the member's state: `session` and `state` hold only what this change says (the category is empty, the start
   * is the moment of the change). What it really comes to is decided when Redis is back.
   */
  readonly assumed?: boolean;
}

export interface Status {
  readonly state: MemberState;
  /** Null when they could not be read (Redis away and nothing cached). */
  readonly totals: Totals | null;
  /** Read from L1 while Redis is away: may be behind. */
  readonly possiblyStale: boolean;
}

/** A change that was taken while Redis was away and could not be applied later. */
export interface Unapplied {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly requestId: RequestId;
  /** clockIn, clockOut, pause, resume, setNote. */
  readonly command: string;
  readonly at: number;
  readonly error: DomainError;
}

/** The tracker: load -> decide -> commit, and the reads. Expected failures are values; it never throws for them. */
export interface Tracker {
  clockIn(
    request: Request & { readonly category: CategoryId; readonly note: string | null },
  ): Promise<Result<Recorded, DomainError>>;
  clockOut(
    request: RequestOnActive & { readonly note?: string | null; readonly reason?: EndReason },
  ): Promise<Result<Recorded, DomainError>>;
  pause(request: RequestOnActive): Promise<Result<Recorded, DomainError>>;
  resume(request: RequestOnActive): Promise<Result<Recorded, DomainError>>;
  setNote(
    request: Request & { readonly note: string | null; readonly session?: SessionId },
  ): Promise<Result<Recorded, DomainError>>;
  status(space: SpaceId, user: UserId): Promise<Result<Status, DomainError>>;
  onTheClock(
    space: SpaceId,
  ): Promise<Result<{ readonly rows: readonly OnClock[]; readonly possiblyStale: boolean }, DomainError>>;
  /**
   * Called after every acknowledged change, never before, and never in its way. Also after a replayed journal record, and after a change that
   * Redis has although it could not be acknowledged (the journal failed).
   * Returns the unsubscribe function.
   */
  onChange(listener: (change: Change) => void): () => void;
  /** Called when a change taken offline could not be applied. */
  onUnapplied(listener: (unapplied: Unapplied) => void): () => void;
  /**
   * Called, each time the link to Redis comes back and at a start, for everybody who changed something in the last minute: what Redis held
   * of them may have been lost. Their changes come back from the journal; whatever else is kept there has to be looked at.
   */
  onDoubt(listener: (member: Doubted) => void): () => void;
}

/** Somebody of whom Redis may have lost what it held. */
export interface Doubted {
  readonly space: SpaceId;
  readonly user: UserId;
}

export interface Change {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly before: MemberState;
  readonly after: MemberState;
}
