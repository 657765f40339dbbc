import type { Standing } from '../../../domain/audience.js';
import type { Board, BoardPlaces, BoardRow } from '../../../domain/board.js';
import { userId, type CategoryId, type SpaceId, type UserId } from '../../../domain/ids.js';
import type { Clock, Logger } from '../../../domain/ports.js';
import { idOf } from '../../codec/blob.js';
import { StoreUnavailable } from '../../store.js';
import type { Script } from '../connection.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { integer, pairs, text } from '../replies.js';
import { scripts } from '../scripts.js';
import { categoryIn, daySumName } from './day-sums.js';
import { foldTurn } from './fold.js';
import { boardKey, isPast, keyOf, nameOf } from './names.js';
import { makePastBoard } from './past.js';
import { forgetSeasonBoards, makeSeasonBoard } from './season-boards.js';
import { audienceName, signBoard, standOnBoards } from './signs.js';

export interface Boards {
  top(space: SpaceId, board: Board, count: number, offset?: number): Promise<readonly BoardRow[]>;
  places(space: SpaceId, users: readonly UserId[], board: Board): Promise<BoardPlaces>;
  stand(space: SpaceId, user: UserId, standing: Standing): Promise<void>;
  /** What all members did on a day of the last week, ms by category, largest first. */
  daySums(space: SpaceId, day: string): Promise<ReadonlyMap<CategoryId, number>>;
  forgetSeason(space: SpaceId, id: string): Promise<void>;
  /** What the boards of a space lack has come to `length` deltas: beyond a few hundred it is worked off. */
  readonly lack: (space: SpaceId, length: number) => void;
}

export interface BoardsOptions {
  readonly redis: Guarded;
  readonly clock: Clock;
  readonly log: Logger;
  /** Runs a task when there is time. */
  readonly soon: (space: SpaceId, task: () => Promise<void>) => void;
}

/** So many are worked off together: a board's element that several of them touch is written once. */
const MANY = 512;
/** While others keep clocking out there is always something more; a board is right as of when it was asked for. */
const TURNS_MAX = 100;
/** So often a board is signed or made for one who asks. */
const CHANGES_MAX = 5;

/**
 * Boards are made of the day buckets' deltas, not with them: a commit only notes its deltas (eight boards would be most of what a
 * clock-out costs), and they are folded into the boards before somebody looks, or when there are many.
 */
export const createBoards = ({ redis, clock, log, soon }: BoardsOptions): Boards => {
  const folding = new Map<SpaceId, Promise<void>>();
  const foldAll = async (space: SpaceId): Promise<void> => {
    for (let turn = 0; turn < TURNS_MAX && (await foldTurn(redis, space, clock.now())) > 0; turn += 1);
  };
  const fold = (space: SpaceId): Promise<void> => {
    const running = folding.get(space);
    if (running !== undefined) return running;
    const run = foldAll(space).finally(() => folding.delete(space));
    folding.set(space, run);
    return run;
  };
  /** A fold that was under way may have looked too early. */
  const upToDate = async (space: SpaceId): Promise<void> => {
    await folding.get(space);
    await fold(space);
  };
  /** What is folded later would take it away again. */
  const lookBack = async (space: SpaceId, board: Board): Promise<void> => {
    await upToDate(space);
    await makePastBoard(redis, space, board);
  };
  const making = new Map<string, Promise<void>>();
  /** Who asks for the same at the same time waits for the same. */
  const once = (key: string, task: () => Promise<void>): Promise<void> => {
    const running = making.get(key);
    if (running !== undefined) return running;
    const run = task().finally(() => making.delete(key));
    making.set(key, run);
    return run;
  };
  /** What the board lacks, and what was asked for, of the same moment; cells of one string, since each of its own costs. */
  const ask = async (script: Script, space: SpaceId, board: Board, args: readonly (string | number)[]) => {
    const names = [keyOf(space, board), keys.unfolded(space), keys.audiences(space), keys.seasonBoards(space)];
    const head = [nameOf(board), audienceName(board.among), seasonDays(board)];
    const reply = text(await redis.read((connection) => connection.run(script, names, [...head, ...args])));
    const [lack = '', signed = '', made = '', ...cells] = reply.trimEnd().split(' ');
    return { lack: integer(lack) > 0, signed: integer(signed) === 1, made: integer(made) === 1, cells };
  };
  const asked = async (script: Script, space: SpaceId, board: Board, args: readonly (string | number)[]) => {
    if (isPast(board, clock.now())) await lookBack(space, board);
    let read = await ask(script, space, board, args);
    const [name, audience] = [nameOf(board), audienceName(board.among)];
    // Settings may be changed again while a board is signed or made for what they were.
    for (let turn = 0; turn < CHANGES_MAX && (read.lack || !read.signed || !read.made); turn += 1) {
      if (!read.made)
        await once(`${space} ${name} ${seasonDays(board)}`, () => makeSeasonBoard(redis, space, name, seasonDays(board)));
      if (!read.signed) await once(`${space} ${name} ${audience}`, () => signBoard(redis, space, name, audience));
      if (read.lack) await upToDate(space);
      read = await ask(script, space, board, args);
      // What was committed since is for the next who asks.
      if (read.signed && read.made) break;
    }
    // Rather nothing than somebody who is not to be shown.
    if (!read.signed || !read.made) throw new StoreUnavailable('a board changes faster than it is made', { maybeApplied: false });
    return read.cells;
  };

  return {
    top: async (space, board, count, offset = 0) => {
      if (count < 1) return [];
      const [first = '', ...cells] = await asked(scripts.boardTop, space, board, [offset, offset + count - 1]);
      return cells.length === 0 ? [] : ranked(cells, integer(first), offset);
    },
    places: async (space, users, board) => {
      if (users.length === 0) return { of: 0, places: [] };
      const [of = '', ...cells] = await asked(scripts.boardPlace, space, board, users);
      const places = users.map((_, index) => {
        const [score = '-', before = '-'] = [cells[2 * index], cells[2 * index + 1]];
        if (score === '-') return null;
        const ms = integer(score);
        return { rank: integer(before) + 1, ms: Math.abs(ms), shown: ms > 0 };
      });
      return { of: integer(of), places };
    },
    daySums: async (space, day) => {
      await upToDate(space);
      const key = boardKey(space, daySumName(day));
      const reply = await redis.read((connection) => connection.send('ZRANGE', [key, 0, -1, 'WITHSCORES']));
      // On boards that an audience asked for, what is not shown stands below 0; here categories stand in the place of members.
      const sums = [...pairs(reply)].map(([name, ms]) => [categoryIn(name.toString()), Math.abs(integer(ms))] as const);
      return new Map(sums.toSorted(([, a], [, b]) => b - a));
    },
    stand: (space, user, standing) => standOnBoards(redis, space, user, standing, clock.now()),
    forgetSeason: (space, id) => forgetSeasonBoards(redis, space, id),
    lack: (space, length) => {
      if (length < MANY || folding.has(space)) return;
      soon(space, () =>
        fold(space).catch((error: unknown) =>
          log.warn({ space, reason: String(error) }, 'boards could not be brought up to date'),
        ),
      );
    },
  };
};

/** `<from>-<to>` of a season's board, '' for another one. */
const seasonDays = (board: Board): string => (board.span === 'season' ? `${board.season.from}-${board.season.to}` : '');

/** Rows from `member, score, member, score, …`, the first of which has the rank `first` and stands at `offset`. */
const ranked = (cells: readonly string[], first: number, offset: number): readonly BoardRow[] => {
  const rows: BoardRow[] = [];
  for (let at = 0; at < cells.length; at += 2) {
    const [user, ms] = [idOf(userId, cells[at] ?? ''), integer(cells[at + 1] ?? '')];
    const before = rows.at(-1);
    const rank = before === undefined ? first : before.ms === ms ? before.rank : offset + rows.length + 1;
    rows.push({ user, ms, rank });
  }
  return rows;
};
