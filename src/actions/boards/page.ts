import { audienceOf } from '../../domain/audience.js';
import type { Board, BoardLine, BoardPlaces, BoardRow, BoardTime, OwnPlace } from '../../domain/board.js';
import { domainError, type DomainError } from '../../domain/errors.js';
import type { CategoryId, SpaceId, UserId } from '../../domain/ids.js';
import { err, ok, type Result } from '../../domain/result.js';
import type { SpaceConfig } from '../../domain/space.js';
import { profile } from '../../engine/documents/kinds/profile.js';
import { seasons } from '../../engine/documents/kinds/seasons.js';
import type { Store } from '../../engine/store.js';
import type { Actor } from '../actor.js';
import type { Means } from '../means.js';
import { todayIn, type Calendar, type Time } from './times.js';

export interface BoardMeans extends Pick<Means, 'documents' | 'spaces' | 'clock'> {
  /** Rejects with `StoreUnavailable` while Redis is away. */
  readonly boards: Pick<Store, 'board' | 'boardPlaces'>;
}

/** Lines of a page. */
export const PAGE = 10;

export interface BoardWish {
  readonly time: Time;
  readonly category: CategoryId | null;
  /** From 0, or the page with one's own place; one beyond the end shows the last. */
  readonly page: number | 'own';
  /** Does everybody read it? What nobody else may see does not stand there. */
  readonly isPublic: boolean;
}

export interface BoardPage {
  readonly config: SpaceConfig;
  readonly lines: readonly BoardLine[];
  /** Of the first place. */
  readonly topMs: number;
  readonly page: number;
  readonly pages: number;
  /** Members on it. */
  readonly of: number;
  readonly own: OwnPlace | null;
  /** Are only those shown who want to be? */
  readonly volunteers: boolean;
}

export const calendarOf = async (
  space: SpaceId,
  config: Pick<SpaceConfig, 'settings'>,
  { documents, clock }: Pick<Means, 'documents' | 'clock'>,
): Promise<Calendar> => ({
  today: todayIn(config, clock.now()),
  seasons: (await documents.of(seasons).get(space)).list,
});

const nameOf = async (space: SpaceId, user: UserId, { documents }: Pick<Means, 'documents'>): Promise<string | null> =>
  (await documents.of(profile).get({ space, user })).name;

/** Lines with names, and with the change since the period before. */
export const boardLines = async (
  space: SpaceId,
  rows: readonly BoardRow[],
  boardOf: (time: BoardTime) => Board,
  before: BoardTime | null,
  deps: Pick<BoardMeans, 'boards' | 'documents'>,
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

const ownPlace = (
  { memberRoles }: Pick<Actor, 'memberRoles'>,
  { places }: BoardPlaces,
  { settings }: SpaceConfig,
  isPublic: boolean,
): OwnPlace | null => {
  const [own] = places;
  if (own === undefined || own === null) return { kind: 'nothing' };
  if (own.shown) return { kind: 'place', rank: own.rank, ms: own.ms };
  if (isPublic) return null;
  const role = settings.boardsWithout;
  return { kind: role !== null && memberRoles.has(role) ? 'hiddenByRole' : 'hidden', rank: own.rank, ms: own.ms };
};

/** A page of a leaderboard for whoever asks. BOARDS_OFF. Rejects with `StoreUnavailable`. */
export const readBoard = async (
  { space, user, memberRoles }: Pick<Actor, 'space' | 'user' | 'memberRoles'>,
  { time, category, page: asked, isPublic }: BoardWish,
  deps: BoardMeans,
): Promise<Result<BoardPage, DomainError>> => {
  const config = await deps.spaces.get(space);
  if (!config.settings.boards) return err(domainError('BOARDS_OFF'));
  const among = audienceOf(config.settings);
  const boardOf = (of: BoardTime): Board => ({ ...of, category, among });
  const board = boardOf(time.board);
  const standing = await deps.boards.boardPlaces(space, [user], board);
  const own = ownPlace({ memberRoles }, standing, config, isPublic);
  const pages = Math.max(1, Math.ceil(standing.of / PAGE));
  const wanted = asked !== 'own' ? asked : own?.kind === 'place' ? Math.floor((own.rank - 1) / PAGE) : 0;
  const { page, rows } = await pageOf(Math.min(wanted, pages - 1), asked === 'own' ? user : null);
  const [top] = page === 0 ? rows : await deps.boards.board(space, board, 1);
  return ok({
    ...{ config, page, pages, own, of: standing.of, topMs: top?.ms ?? 0, volunteers: among.of === 'volunteers' },
    lines: await boardLines(space, rows, boardOf, time.before, deps),
  });

  /** The rows of a page; of the next one on which `of` stands, when they share their place with many. */
  async function pageOf(first: number, of: UserId | null) {
    for (let at = first; ; at += 1) {
      const found = await deps.boards.board(space, board, PAGE, at * PAGE);
      if (of === null || at + 1 >= pages || found.some((row) => row.user === of)) return { page: at, rows: found };
    }
  }
};
