import type { Counting } from './counting.js';
import type { CategoryId, SessionId } from './ids.js';
import { NOTHING_SEEN, type Seen } from './seen.js';

/** ms since the epoch, half-open [start, end). */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

export type SessionStatus = 'RUNNING' | 'PAUSED' | 'ENDED_UNCONFIRMED' | 'ENDED_CONFIRMED';

/** Why a session ended. Their places are what is stored: new ones go to the end. */
export const END_REASONS = [
  'member',
  /** The member left the server. */
  'member_left',
  /** The bot was removed from the server. */
  'bot_removed',
  /** Somebody who may clocked the member out. */
  'forced',
  /** Nobody answered whether the member still works: it ended when the member was last there. */
  'unanswered',
  /** It ran longer than any session may: it ended when the member was last there. */
  'limit',
  /** The member lost the role that its category requires. */
  'role_lost',
  'suspended',
  /** The member left the voice channel that had clocked them in. */
  'voice',
] as const;
export type EndReason = (typeof END_REASONS)[number];

/** One stretch on the clock. */
export interface Session {
  readonly id: SessionId;
  readonly category: CategoryId;
  readonly status: SessionStatus;
  /** At most NOTE_MAX characters, trimmed; null when there is none. */
  readonly note: string | null;
  readonly startedAt: number;
  /** Closed pauses in order, not overlapping. */
  readonly pauses: readonly Interval[];
  /** Start of the running pause; set exactly while PAUSED. */
  readonly pausedSince: number | null;
  /** Set exactly in the ended states. */
  readonly endedAt: number | null;
  readonly endReason: EndReason | null;
  /** Effective time set by hand, ms; wins over what was measured. */
  readonly overrideMs: number | null;
  /** How its time is booked on days. Null while it is active, and where it is not known (an end that only waits for Redis). */
  readonly counting: Counting | null;
}

/** What the engine keeps about a member of a space. */
export interface MemberState {
  /** Counts changes from 0; the compare-and-set of every commit. Never falls, also while nothing is active. */
  readonly version: number;
  /** Moment of the last change, ms; an event is never placed before it. */
  readonly changedAt: number;
  /** RUNNING or PAUSED. At most one per member and space, by construction. */
  readonly active: Session | null;
  /** The session that ended last, so that it can be confirmed, adjusted or reopened. */
  readonly last: Session | null;
  /** The requests that made it. */
  readonly seen: Seen;
}

export const EMPTY_MEMBER: MemberState = { version: 0, changedAt: 0, active: null, last: null, seen: NOTHING_SEEN };

export const NOTE_MAX = 200;
