import type { DomainError } from '../domain/errors.js';
import type { CategoryId, RequestId, SessionId, SpaceId, UserId } from '../domain/ids.js';
import type { Result } from '../domain/result.js';
import type { AmongOthers, BeforeAndAfter, EntryFields } from '../domain/commands.js';
import type { EndReason, MemberState, Session } from '../domain/session.js';
import type { LedgerRecord, OnClock, Totals } from './store.js';

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
export interface Recorded<About extends Session | null = Session> {
  readonly state: MemberState;
  /**
   * The session that was changed, as it is now; of several the last one. One that was deleted: as it was; null when that is not known any more
   * (a repeated request).
   */
  readonly session: About;
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

type Changed = Promise<Result<Recorded, DomainError>>;
type ChangedSome = Promise<Result<Recorded<Session | null>, DomainError>>;

/** The clock: load -> decide -> commit. Expected failures are values; it never throws for them. */
export interface Clocking {
  /** `graceMs`: SESSION_RESUMABLE when the last session was of this category and ended less than that ago. */
  clockIn(request: Request & { readonly category: CategoryId; readonly note: string | null; readonly graceMs?: number }): Changed;
  /** Ends what runs and begins another session at the same moment, in one commit. NOTHING_TO_CHANGE in the same category. */
  switch(request: RequestOnActive & { readonly category: CategoryId; readonly note: string | null }): Changed;
  clockOut(request: RequestOnActive & { readonly note?: string | null; readonly reason?: EndReason }): Changed;
  /**
   * Ends the session, if it is still the active one, at `endedAt` (ms; null: at the moment of the request): breaks after it never were. SESSION_NOT_ACTIVE,
   * STALE_CONTROL (another one is active), END_BEFORE_START, END_AHEAD. Not while Redis is away.
   */
  endAt(request: RequestOnSession & { readonly endedAt: number | null; readonly reason: EndReason }): Changed;
  pause(request: RequestOnActive): Changed;
  resume(request: RequestOnActive): Changed;
  /** Of any session of the member; of the active one unless one is named. */
  setNote(request: RequestOnActive & { readonly note: string | null }): Changed;
}

/** A request about one session of the member, running or ended at any time. */
export type RequestOnSession = Request & { readonly session: SessionId };

/**
 * Corrections of a member's sessions. All but `adjust`, `confirm` and `reopen` of the last session need Redis, and are refused
 * (STORE_UNAVAILABLE) while it is away.
 */
export interface Corrections {
  /** `effectiveMs` null removes the override. */
  adjust(request: RequestOnSession & { readonly effectiveMs: number | null }): Changed;
  confirm(request: RequestOnSession): Changed;
  reopen(request: RequestOnSession): Changed;
  /** Its id becomes that of the request. */
  addEntry(request: Request & { readonly entry: EntryFields } & AmongOthers): Changed;
  editEntry(request: RequestOnSession & { readonly patch: Partial<EntryFields> } & AmongOthers): Changed;
  deleteEntry(request: RequestOnSession): ChangedSome;
  /** At most ENTRIES_MAX, all or none; their ids are made of the request's, unless they are given: one that is given must be new to the member. */
  importEntries(
    request: Request & { readonly entries: readonly (EntryFields & { readonly session?: SessionId })[] },
  ): ChangedSome;
  /** Books at most ENTRIES_MAX entries anew in the way that the space counts now. */
  recount(request: Request & { readonly sessions: readonly SessionId[] }): ChangedSome;
  /**
   * An entry confirms itself: nobody has changed it for long. At a moment in the past too, which is not clamped to the clock. ENTRY_CHANGED when it is
   * not as it is given, SESSION_ALREADY_CONFIRMED.
   */
  confirmUnchanged(request: Request & { readonly entry: Session }): Changed;
  /** Takes a change back: `changes` are its rows of the ledger, in order. ENTRY_CHANGED when something was changed again since. */
  undo(request: Request & { readonly changes: readonly BeforeAndAfter[] } & Pick<AmongOthers, 'apart'>): ChangedSome;
  /**
   * The same for all that the request `of` changed, as the ledger tells it. NOTHING_TO_CHANGE when it is not among the member's newest changes,
   * STORE_UNAVAILABLE while Redis is away.
   */
  takeBack(request: Request & { readonly of: RequestId } & Pick<AmongOthers, 'apart'>): ChangedSome;
}

/** What a member and a space look like now. */
export interface Overview {
  status(space: SpaceId, user: UserId): Promise<Result<Status, DomainError>>;
  /** Longest first. `possiblyStale`: something of it waits for Redis, or was read from memory; whoever is missing there is missing here. */
  onTheClock(
    space: SpaceId,
  ): Promise<Result<{ readonly rows: readonly OnClock[]; readonly possiblyStale: boolean }, DomainError>>;
}

/** What there is to hear of changes. Each answers the unsubscribe function. */
export interface Changes {
  /**
   * Called after every acknowledged change, never before, and never in its way. Also after a replayed journal record, and after a change that
   * Redis has although it could not be acknowledged (the journal failed).
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

/** Everything about time; whoever needs a part of it asks for that part. */
export interface Tracker extends Clocking, Corrections, Overview, Changes {}

/** Somebody of whom Redis may have lost what it held. */
export interface Doubted {
  readonly space: SpaceId;
  readonly user: UserId;
}

/** What became of a member, and by whom. */
export interface Change {
  readonly space: SpaceId;
  readonly user: UserId;
  readonly before: MemberState;
  readonly after: MemberState;
  /**
   * What happened, as the ledger tells it: event, moment, actor, source, and the sessions before and after. Empty when only the state that was
   * shown turned out to be another one, and when the member was erased.
   */
  readonly rows: readonly LedgerRecord[];
}
