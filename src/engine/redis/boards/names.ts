import { BOARD_SPANS, boardPeriod, type Board, type BoardSpan } from '../../../domain/board.js';
import { startOfDay } from '../../../domain/calendar.js';
import type { SpaceId } from '../../../domain/ids.js';
import { keys } from '../keys.js';

/** `<category>:<period>`: how a board is called in the set of a space's boards. All categories together are `*`. */
export const boardName = (category: string | null, period: string): string =>
  // A category of somebody's own may be called `*`.
  `${category === null ? '*' : category.startsWith('*') ? `*${category}` : category}:${period}`;

export const boardKey = (space: SpaceId, name: string): string => keys.board(space, name);

/** The name of a board's period. */
const periodIn = (board: Board): string => (board.span === 'season' ? `s${board.season.id}` : boardPeriod(board.span, board.day));

export const nameOf = (board: Board): string => boardName(board.category, periodIn(board));

export const keyOf = (space: SpaceId, board: Board): string => boardKey(space, nameOf(board));

/** The category in the name of a board; null: all of them. */
export const categoryInName = (name: string): string | null => {
  const category = name.slice(0, name.lastIndexOf(':'));
  return category === '*' ? null : category.startsWith('**') ? category.slice(1) : category;
};

const DAY_S = 86_400;
/** Seconds that a board is kept after its period. From then on it is made from the day buckets when somebody asks. */
/** `c`: what all did on a day, by category; only the present day is looked at. */
const KEPT_S: Readonly<Record<string, number>> = { c: 2 * DAY_S, d: 92 * DAY_S, w: 730 * DAY_S };

/** The second from which a board of this period may be forgotten; null: never. */
export const forgetAt = (period: string, day: string): number | null => {
  const kept = KEPT_S[period.charAt(0)];
  return kept === undefined ? null : startOfDay(day, 'UTC') / 1_000 + 8 * DAY_S + kept;
};

/** Is the board no longer kept at `now` (ms)? */
export const isPast = (board: Board, now: number): boolean => {
  if (board.span === 'all' || board.span === 'season') return false;
  const until = forgetAt(boardPeriod(board.span, board.day), firstDay(board.span, board.day));
  return until !== null && until <= now / 1_000;
};

/** The same by its name. */
export const isNameOfPast = (name: string, now: number): boolean => {
  const [, period = '', day = ''] = /:([dw](\d{8}))$/.exec(name) ?? [];
  const until = period === '' ? null : forgetAt(period, day);
  return until !== null && until <= now / 1_000;
};

/** Of a period, so that all its days come to the same moment. */
const firstDay = (span: BoardSpan, day: string): string => (span === 'week' ? boardPeriod('week', day).slice(1) : day);

/** The boards that time of a member in a category and day counts towards: name, and the second from which they may be forgotten or null. */
export const boardsOf = (
  category: string,
  day: string,
): readonly { readonly name: string; readonly forgetAt: number | null }[] => {
  const key = `${day}:${category}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const found = BOARD_SPANS.flatMap((span) => {
    const period = boardPeriod(span, day);
    const until = span === 'all' ? null : forgetAt(period, firstDay(span, day));
    return [null, category].map((one) => ({ name: boardName(one, period), forgetAt: until }));
  });
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(key, found);
  return found;
};

const REMEMBERED = 1_000;
const remembered = new Map<string, readonly { readonly name: string; readonly forgetAt: number | null }[]>();
