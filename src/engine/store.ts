import type { DayDelta, EntryChange } from '../domain/accounting.js';
import type { Standing } from '../domain/audience.js';
import type { Board, BoardPlaces, BoardRow, SeasonSpan } from '../domain/board.js';
import type { TotalsPeriod } from '../domain/calendar.js';
import type { CategoryId, RequestId, SessionId, SpaceId, UserId } from '../domain/ids.js';
import type { MemberState, Session } from '../domain/session.js';
import type { HistoryPage } from './ledger/history-page.js';
import type { LedgerRow } from './ledger/kinds/index.js';
import type { LedgerRecord } from './ledger-record.js';

export type { DayDelta, EntryChange } from '../domain/accounting.js';
export type { Board, BoardPlaces, BoardRow } from '../domain/board.js';
export type { TotalsPeriod } from '../domain/calendar.js';
export type { LedgerRecord } from './ledger-record.js';

/** One change of one member, applied whole or not at all. */
export interface Commit {
  readonly requestId: RequestId;
  readonly space: SpaceId;
  readonly user: UserId;
  /** Version of the state that was decided upon; `next.version` is one more. */
  readonly expectedVersion: number;
  readonly next: MemberState;
  readonly entries: readonly EntryChange[];
  readonly days: readonly DayDelta[];
  readonly ledger: readonly LedgerRecord[];
}

/**
 * `ok`: applied now. `replay`: this request was applied before. `conflict`: it was decided on another state than the one that is here; the request may have been applied longer
 * ago than the state remembers (`wasApplied` tells). `version` is what stands now.
 */
export interface CommitOutcome {
  readonly kind: 'ok' | 'replay' | 'conflict';
  readonly version: number;
}

/** How urgent a commit is. `normal` is for corrections by somebody else and for imports: clicks of members go first. */
export type CommitLane = 'critical' | 'normal';

/** Waits for what becomes of a commit: hears one of the two, once, and must not throw. */
export interface CommitWaiter {
  stored(outcome: CommitOutcome): void;
  /** With what `commit` rejects with. */
  unstored(reason: unknown): void;
}

/** Effective time of a member's ended sessions, ms, by period and category. */
export interface Totals {
  /** `yyyymmdd` in the space's zone that `today` means. */
  readonly day: string;
  readonly today: Readonly<Record<string, number>>;
  /** Monday to Sunday. */
  readonly week: Readonly<Record<string, number>>;
  readonly month: Readonly<Record<string, number>>;
}

/** What a member's status shows; both of the same moment. */
export interface StateAndTotals {
  readonly state: MemberState;
  readonly totals: Totals;
}

/** Effective time, ms, that members who were erased had on the days of a month (`yyyymm`) in a category. */
export interface FormerTotal {
  readonly month: string;
  readonly category: CategoryId;
  readonly ms: number;
}

/** A row of who is on the clock. */
export interface OnClock {
  readonly user: UserId;
  /** RUNNING or PAUSED. */
  readonly session: Session;
}

/**
 * The port that the tracker sees. Every method rejects with `StoreUnavailable` when Redis cannot be reached (link down, breaker open,
 * time-out) and never resolves with a guess. The conformance suite in test/conformance defines it.
 */
export interface Store {
  /** EMPTY_MEMBER when nothing is kept. */
  load(space: SpaceId, user: UserId): Promise<MemberState>;
  commit(commit: Commit): Promise<CommitOutcome>;
  /** Was this request of a member, asked for at `askedAt` (ms, by its own account), applied? The state knows it mostly, else the ledger. */
  wasApplied(space: SpaceId, user: UserId, request: RequestId, askedAt: number): Promise<boolean>;
  /** The state, and the sums of the day buckets that belong to it. */
  status(space: SpaceId, user: UserId, period: TotalsPeriod): Promise<StateAndTotals>;
  /** Day buckets of a member: `yyyymmdd` -> category -> ms, for days in [from, to]. */
  days(space: SpaceId, user: UserId, from: string, to: string): Promise<ReadonlyMap<string, ReadonlyMap<CategoryId, number>>>;
  /**
   * What erased members of a guild had, as sums without a name, for months in [from, to] (`yyyymm`, as day buckets count them), oldest first.
   * Their time is on no board and in nobody's totals any more: a total of the guild is this and that of its members. None of 0; always empty
   * in a person's own space.
   */
  formerTotals(space: SpaceId, from: string, to: string): Promise<readonly FormerTotal[]>;
  /** Entries whose end lies in [from, to) ms, oldest first. */
  entries(space: SpaceId, user: UserId, from: number, to: number): Promise<readonly Session[]>;
  /** An ended session by its id; null when there is none, or none any more. */
  entry(space: SpaceId, user: UserId, id: SessionId): Promise<Session | null>;
  /** Who is on the clock, longest first; all of one moment, in one round trip. */
  onTheClock(space: SpaceId): Promise<readonly OnClock[]>;
  /** What all members did on a day of the last week, `yyyymmdd`, in ended sessions: ms by category, largest first. Brought up to date first. */
  daySums(space: SpaceId, day: string): Promise<ReadonlyMap<CategoryId, number>>;
  /** The first `count` of a board from `offset` on, most time first; those with the same time by id. Brought up to date first. */
  board(space: SpaceId, board: Board, count: number, offset?: number): Promise<readonly BoardRow[]>;
  /** Where members stand on a board. */
  boardPlaces(space: SpaceId, users: readonly UserId[], board: Board): Promise<BoardPlaces>;
  /** What is known of a member by now: it decides which audiences their boards show them to. */
  stand(space: SpaceId, user: UserId, standing: Standing): Promise<void>;
  /** The season is gone, so its boards go as well. */
  forgetSeason(space: SpaceId, id: SeasonSpan['id']): Promise<void>;
  /** All that is understood of the ledger, oldest first; `user` limits it. It reads the whole space: for tests, exports and repair. */
  ledger(space: SpaceId, user?: UserId): AsyncIterable<LedgerRow>;
  /**
   * What the ledger tells of a member, newest first, in the order of the ledger: `count` changes (50 unless told, HISTORY_MAX at most), which may
   * have several records each, from a page's `next` on. The rest of the space is not read.
   */
  history(space: SpaceId, user: UserId, from?: number, count?: number): Promise<HistoryPage<LedgerRow>>;
  /** Every member ever seen in the space. */
  members(space: SpaceId): AsyncIterable<UserId>;
  /** Spaces known to this installation. */
  spaces(): Promise<readonly SpaceId[]>;
  /** Erases everything of a space (after its retention time). */
  erase(space: SpaceId): Promise<void>;
}

/** The store with L1 in front: what is in memory may be looked at without Redis. */
export interface CachedStore extends Store {
  /** As `load`, past the memory of this process: also what another one changed a moment ago, which may not have been heard of yet. */
  reload(space: SpaceId, user: UserId): Promise<MemberState>;
  /** What `load` would resolve with, when it needs no Redis for it. */
  loaded(space: SpaceId, user: UserId): MemberState | undefined;
  /**
   * As `commit`, without a promise: what every click pays. The waiter may hear of a refusal before this returns. `lane` is `critical` unless told; a
   * member's commits keep their order over both lanes.
   */
  submit(commit: Commit, waiter: CommitWaiter, lane?: CommitLane): void;
  /** The confirmed state as L1 holds it, or undefined. Possibly stale while the link is down. */
  peek(space: SpaceId, user: UserId): MemberState | undefined;
  peekTotals(space: SpaceId, user: UserId, period: TotalsPeriod): Totals | undefined;
  /** Who is on the clock among what L1 holds of this space. */
  peekOnTheClock(space: SpaceId): readonly OnClock[];
}

/** The link to Redis as the breaker sees it. */
export interface Link {
  readonly up: boolean;
  /** Called each time the link is usable again (also the first time); returns the unsubscribe function. */
  onUp(listener: () => void): () => void;
  onDown(listener: () => void): () => void;
}

/** Redis could not be reached in time. `maybeApplied`: the request may have reached it before the link went. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly maybeApplied: boolean;
  constructor(message: string, options: { readonly maybeApplied: boolean; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.maybeApplied = options.maybeApplied;
  }
}

/** A bounded lane refused an operation. */
export class LaneFull extends Error {
  override readonly name = 'LaneFull';
}
