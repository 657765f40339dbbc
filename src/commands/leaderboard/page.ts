import { audienceOf } from '../../domain/audience.js';
import type { Board, BoardPlaces, BoardRow, BoardTime } from '../../domain/board.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { CategoryId, SpaceId, UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { profile } from '../../engine/documents/kinds/profile.js';
import { seasons } from '../../engine/documents/kinds/seasons.js';
import { boardView, type BoardLine, type BoardModel, type OwnPlace } from '../../views/boards/board.js';
import { timeDays, timeName } from '../../views/boards/time-text.js';
import type { LayoutView } from '../../views/message.js';
import { categoryMark } from '../category-mark.js';
import type { Deps } from '../deps.js';
import type { Context } from '../kit/context.js';
import { field } from '../kit/fields/index.js';
import { menuRow } from '../kit/select.js';
import { lookOf } from '../present.js';
import { BOARD_IDS, type Seen } from './custom-ids.js';
import { offeredTimes, todayIn, type Calendar, type Time } from './times.js';

export type BoardDeps = Pick<Deps, 'boards' | 'documents' | 'spaces' | 'clock'>;

/** Lines of a page. */
export const PAGE = 10;

export const TIMES_MENU = field.dynamicSelect({ label: 'boards.choose' });

/** What is asked for. */
export interface BoardRequest {
  readonly time: Time;
  readonly category: CategoryId | null;
  /** From 0, or the page with one's own place; one beyond the end shows the last. */
  readonly page: number | 'own';
  readonly seen: Seen;
}

export const calendarOf = async (
  space: SpaceId,
  config: Pick<SpaceConfig, 'settings'>,
  { documents, clock }: Pick<Deps, 'documents' | 'clock'>,
): Promise<Calendar> => ({
  today: todayIn(config, clock.now()),
  seasons: (await documents.of(seasons).get(space)).list,
});

/** The category of a mark; undefined when the space has none of it any more. */
export const categoryOfMark = (config: SpaceConfig, mark: string): CategoryId | null | undefined =>
  mark === '-' ? null : config.categories.find(({ id }) => categoryMark(id) === mark)?.id;

const nameOf = async (space: SpaceId, user: UserId, { documents }: Pick<Deps, 'documents'>): Promise<string | null> =>
  (await documents.of(profile).get({ space, user })).name;

/** Lines with names, and with the change since the period before. */
export const boardLines = async (
  space: SpaceId,
  rows: readonly BoardRow[],
  boardOf: (time: BoardTime) => Board,
  before: BoardTime | null,
  deps: Pick<Deps, 'boards' | 'documents'>,
): Promise<readonly BoardLine[]> => {
  const users = rows.map(({ user }) => user);
  const [names, earlier] = await Promise.all([
    Promise.all(users.map((user) => nameOf(space, user, deps))),
    before === null ? null : deps.boards.boardPlaces(space, users, boardOf(before)),
  ]);
  const changeOf = (rank: number, at: number): BoardLine['change'] => {
    if (earlier === null || earlier.of === 0) return null;
    const place = earlier.places[at] ?? null;
    return place?.shown === true ? place.rank - rank : 'new';
  };
  return rows.map(({ user, ms, rank }, at) => ({ user, ms, rank, name: names[at] ?? null, change: changeOf(rank, at) }));
};

const ownPlace = (ctx: Context, { places }: BoardPlaces, { settings }: SpaceConfig, seen: Seen): OwnPlace | null => {
  const [own] = places;
  if (own === undefined || own === null) return { kind: 'nothing' };
  if (own.shown) return { kind: 'place', rank: own.rank, ms: own.ms };
  // What nobody else may see does not stand in a message that all can read.
  if (seen === 'all') return null;
  const role = settings.boardsWithout;
  return { kind: role !== null && ctx.memberRoles.has(role) ? 'hiddenByRole' : 'hidden', rank: own.rank, ms: own.ms };
};

/** `isOwn`: the page has the reader's line, or no page has. */
const turningOf = (
  ctx: Context,
  { time, category, seen }: BoardRequest,
  { page, pages, isOwn }: { readonly page: number; readonly pages: number; readonly isOwn: boolean },
) => {
  const args = { owner: ctx.user, time: time.id, category: category === null ? '-' : categoryMark(category), seen };
  const to = (target: number): string => BOARD_IDS.page.encode({ ...args, page: target });
  return {
    first: page > 1 ? BOARD_IDS.first.encode(args) : null,
    earlier: page > 0 ? to(page - 1) : null,
    later: page + 1 < pages ? to(page + 1) : null,
    own: isOwn ? null : BOARD_IDS.own.encode(args),
  };
};

const timesMenu = (ctx: Context, { time, category, seen }: BoardRequest, calendar: Calendar, t: Context['t']) => {
  const offered = offeredTimes(calendar);
  const id = BOARD_IDS.times.encode({ owner: ctx.user, category: category === null ? '-' : categoryMark(category), seen });
  return menuRow(TIMES_MENU, id, t, {
    options: offered.map(({ id: value, shown }) => ({
      value,
      label: timeName(shown, calendar.today, t),
      description: timeDays(shown, t) ?? undefined,
    })),
    selected: [time.id],
  });
};

/** A page of a leaderboard for whoever asks. BOARDS_OFF. Rejects with `StoreUnavailable`. */
export const boardPage = async (
  ctx: Context,
  request: BoardRequest,
  calendar: Calendar,
  deps: BoardDeps,
): Promise<Result<LayoutView, DomainError>> => {
  const { space, user } = ctx;
  const { time, category, seen } = request;
  const config = await deps.spaces.get(space);
  if (!config.settings.boards) return err(domainError('BOARDS_OFF'));
  const among = audienceOf(config.settings);
  const boardOf = (of: BoardTime): Board => ({ ...of, category, among });
  const board = boardOf(time.board);
  const standing = await deps.boards.boardPlaces(space, [user], board);
  const own = ownPlace(ctx, standing, config, seen);
  const pages = Math.max(1, Math.ceil(standing.of / PAGE));
  const wanted = request.page !== 'own' ? request.page : own?.kind === 'place' ? Math.floor((own.rank - 1) / PAGE) : 0;
  const { page, rows } = await pageOf(Math.min(wanted, pages - 1), request.page === 'own' ? user : null);
  const [top] = page === 0 ? rows : await deps.boards.board(space, board, 1);
  const t = seen === 'all' ? ctx.tPublic : ctx.t;
  const model: BoardModel = {
    time: time.shown,
    today: calendar.today,
    category: category === null ? null : lookOf(config, category),
    lines: await boardLines(space, rows, boardOf, time.before, deps),
    topMs: top?.ms ?? 0,
    ...{ page, pages, of: standing.of },
    reader: seen === 'me' ? user : null,
    own,
    volunteers: among.of === 'volunteers',
    isRunning: time.isRunning,
    turning: turningOf(ctx, request, { page, pages, isOwn: own?.kind !== 'place' || rows.some((row) => row.user === user) }),
    times: timesMenu(ctx, request, calendar, t),
  };
  return ok(boardView(model, t));

  /** The rows of a page; of the next one on which `of` stands, when they share their place with many. */
  async function pageOf(first: number, of: UserId | null) {
    for (let at = first; ; at += 1) {
      const found = await deps.boards.board(space, board, PAGE, at * PAGE);
      if (of === null || at + 1 >= pages || found.some((row) => row.user === of)) return { page: at, rows: found };
    }
  }
};
