import { totalsPeriodOf } from './calendar.js';
import type { Audience } from './audience.js';
import type { CategoryId, UserId } from './ids.js';

/**
 * What a board is over: one local day, the week or the month that holds it, or everything. Weeks of boards are those of the ISO calendar (from
 * Monday) whatever the space's `weekStart` says: changes are folded into them as they happen, and a setting that is changed in the middle of a week
 * would leave two boards with a part of it each.
 */
export type BoardSpan = 'day' | 'week' | 'month' | 'all';

/** A season of a space, as a board knows it: from one local day to another, `yyyymmdd`, both among them. */
export interface SeasonSpan {
  /** Never given to another season of the space. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/** What a board is over. */
export type BoardTime =
  /** `day`: a local day `yyyymmdd` within the period; without meaning for `all`. */
  { readonly span: BoardSpan; readonly day: string } | { readonly span: 'season'; readonly season: SeasonSpan };

/** What time a board is over, as it is shown. */
export type ShownTime =
  | { readonly span: 'all' }
  | { readonly span: Exclude<BoardSpan, 'all'>; readonly day: string }
  | { readonly span: 'season'; readonly name: string; readonly from: string; readonly to: string | null };

/** A leaderboard of a space. */
export type Board = BoardTime & {
  /** Null: over all categories. */
  readonly category: CategoryId | null;
  /** Who is shown. Left out: all who have time, also those whom nobody may see; for repair and tests. */
  readonly among?: Audience;
};

/** A member's effective time on a board, ms, always above 0. */
export interface BoardRow {
  readonly user: UserId;
  readonly ms: number;
  /** Members with the same time share a rank: 1, 2, 2, 4. Only those who are shown are counted. */
  readonly rank: number;
}

/** Where a member stands. */
export interface BoardPlace {
  /** Among those who are shown; of a member who is not, the one they would have. */
  readonly rank: number;
  readonly ms: number;
  readonly shown: boolean;
}

/** Where several members stand. */
export interface BoardPlaces {
  /** Members who are shown on the board. */
  readonly of: number;
  /** In the order in which they were asked for; null for who has no time on it. */
  readonly places: readonly (BoardPlace | null)[];
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

/** The first and the last day of a board, `yyyymmdd`. */
export const boardDays = (time: BoardTime): readonly [from: string, to: string] => {
  switch (time.span) {
    case 'all':
      return ['00000000', '99999999'];
    case 'day':
      return [time.day, time.day];
    case 'week': {
      const { weekFrom, weekTo } = totalsPeriodOf(time.day);
      return [weekFrom, weekTo];
    }
    case 'month': {
      const { monthFrom, monthTo } = totalsPeriodOf(time.day);
      return [monthFrom, monthTo];
    }
    case 'season':
      return [time.season.from, time.season.to];
  }
};

/** Somebody as a board shows them. */
export interface BoardLine {
  readonly user: UserId;
  /** As the server shows them; null: not known, so Discord is to show it, which it can only where the reader's program knows the member. */
  readonly name: string | null;
  readonly rank: number;
  readonly ms: number;
  /** Places gained (above 0) or lost since the period before; `new`: not on it then; null: there is none before. */
  readonly change: number | 'new' | null;
}

/** Where whoever reads stands: on the board, kept off it, or without time. */
export type OwnPlace =
  | { readonly kind: 'place'; readonly rank: number; readonly ms: number }
  | { readonly kind: 'hidden' | 'hiddenByRole'; readonly rank: number; readonly ms: number }
  | { readonly kind: 'nothing' };
