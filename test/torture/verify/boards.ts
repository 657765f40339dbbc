import { BOARD_SPANS, boardPeriod, type BoardRow, type BoardSpan } from '../../../src/domain/board.js';
import { addDays } from '../../../src/domain/calendar.js';
import { midnightsOf } from '../../../src/domain/counting.js';
import { splitByDay } from '../../../src/domain/day-split.js';
import type { CategoryId, SpaceId, UserId } from '../../../src/domain/ids.js';
import type { Session } from '../../../src/domain/session.js';
import type { Store } from '../../../src/engine/store.js';

/** What one member worked: a part of an entry that is of one local day. */
interface Part {
  readonly user: UserId;
  readonly category: CategoryId;
  readonly day: string;
  readonly ms: number;
}

/** A board of a period. */
interface PeriodBoard {
  readonly category: CategoryId | null;
  readonly span: BoardSpan;
  readonly day: string;
}

type Row = Omit<BoardRow, 'rank'>;

/** More rows than any board of a round has. */
const EVERYBODY = 1_000_000;

const partsOf = (entries: ReadonlyMap<UserId, readonly Session[]>, zone: string): readonly Part[] =>
  [...entries].flatMap(([user, sessions]) =>
    sessions.flatMap((session) =>
      [...splitByDay(session, session.counting ?? midnightsOf(zone))].map(([day, ms]) => ({
        user,
        category: session.category,
        day,
        ms,
      })),
    ),
  );

/** The boards that there may be something on: also of the days around, where nothing is to be. Each period once. */
const boardsAround = (parts: readonly Part[], categories: ReadonlySet<CategoryId>): readonly PeriodBoard[] => {
  const days = [...new Set(parts.flatMap(({ day }) => [addDays(day, -1), day, addDays(day, 1)]))];
  const periods = new Map(BOARD_SPANS.flatMap((span) => days.map((day) => [boardPeriod(span, day), { span, day }] as const)));
  return [...periods.values()].flatMap((period) => [null, ...categories].map((category) => ({ ...period, category })));
};

/** Most time first, and of those with the same the greater id: the order of Redis. */
const rowsOf = (parts: readonly Part[], { category, span, day }: PeriodBoard): readonly Row[] => {
  const sums = new Map<UserId, number>();
  for (const part of parts)
    if ((category === null || category === part.category) && boardPeriod(span, part.day) === boardPeriod(span, day))
      sums.set(part.user, (sums.get(part.user) ?? 0) + part.ms);
  return [...sums]
    .map(([user, ms]) => ({ user, ms }))
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => b.ms - a.ms || (a.user < b.user ? 1 : -1));
};

const told = (rows: readonly Row[]): string => rows.map(({ user, ms }) => `${user} ${ms}`).join(', ');

/**
 * Boards are the sums of the entries: by day, week, month and all time, for each category and over all, rows, order and own place. `seen`:
 * categories that people clicked, so that a board of one without any entry is looked at too. Answers what differs.
 */
export const checkBoards = async (
  store: Pick<Store, 'board' | 'boardPlaces'>,
  space: SpaceId,
  entries: ReadonlyMap<UserId, readonly Session[]>,
  zone: string,
  seen: Iterable<CategoryId> = [],
): Promise<string[]> => {
  const parts = partsOf(entries, zone);
  const boards = boardsAround(parts, new Set([...seen, ...parts.map(({ category }) => category)]));
  const check = async (board: PeriodBoard): Promise<string[]> => {
    const expected = rowsOf(parts, board);
    const name = `${space}: board ${board.category ?? '*'} ${boardPeriod(board.span, board.day)}`;
    const rows = await store.board(space, board, EVERYBODY);
    if (told(rows) !== told(expected)) return [`${name} is [${told(rows)}], its entries make [${told(expected)}]`];
    const last = expected.at(-1);
    if (last === undefined) return [];
    const { of, places } = await store.boardPlaces(space, [last.user], board);
    const [place] = places;
    const rank = expected.findIndex(({ ms }) => ms === last.ms) + 1;
    return place?.rank === rank && of === expected.length
      ? []
      : [`${name}: ${last.user} is at ${JSON.stringify(place)}, and not at ${rank} of ${expected.length}`];
  };
  return (await Promise.all(boards.map(check))).flat();
};
