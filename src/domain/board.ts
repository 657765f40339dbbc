import { totalsPeriodOf } from './calendar.js';
import type { CategoryId, UserId } from './ids.js';

/**
 * What a board is over: one local day, the week or the month that holds it, or everything. Weeks of boards are those of the ISO calendar (from
 * Monday) whatever the space's `weekStart` says: changes are folded into them as they happen, and a setting that is changed in the middle of a week
 * would leave two boards with a part of it each.
 */
export type BoardSpan = 'day' | 'week' | 'month' | 'all';

/** A leaderboard of a space. */
export interface Board {
  /** Null: over all categories. */
  readonly category: CategoryId | null;
  readonly span: BoardSpan;
  /** A local day `yyyymmdd` within the period; without meaning for `all`. */
  readonly day: string;
}

/** A member's effective time on a board, ms, always above 0. */
export interface BoardRow {
  readonly user: UserId;
  readonly ms: number;
}

/** Where a member stands. Members with the same time share a rank: 1, 2, 2, 4. */
export interface BoardPlace {
  readonly rank: number;
  readonly ms: number;
  /** Members on the board. */
  readonly of: number;
}

/** Names the period of a board: `d20251122`, `w20251117` (its Monday), `m202511` or `all`. @throws RangeError when `day` is no day */
export const boardPeriod = (span: BoardSpan, day: string): string => {
  switch (span) {
    case 'all':
      return 'all';
    case 'day':
      return `d${day}`;
    case 'week':
      return `w${totalsPeriodOf(day).weekFrom}`;
    case 'month':
      return `m${day.slice(0, 6)}`;
  }
};

export const BOARD_SPANS = ['day', 'week', 'month', 'all'] as const satisfies readonly BoardSpan[];
