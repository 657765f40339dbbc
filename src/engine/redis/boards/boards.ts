import type { Board, BoardPlace, BoardRow } from '../../../domain/board.js';
import { userId, type CategoryId, type SpaceId, type UserId } from '../../../domain/ids.js';
import type { Clock, Logger } from '../../../domain/ports.js';
import { idOf } from '../../codec/blob.js';
import type { Script } from '../connection.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { integer, text } from '../replies.js';
import { scripts } from '../scripts.js';
import { categoryIn, daySumName } from './day-sums.js';
import { foldTurn } from './fold.js';
import { boardKey, isPast, keyOf } from './names.js';
import { makePastBoard } from './past.js';

export interface Boards {
  top(space: SpaceId, board: Board, count: number, offset?: number): Promise<readonly BoardRow[]>;
  place(space: SpaceId, user: UserId, board: Board): Promise<BoardPlace | null>;
  /** What all members did on a day of the last week, ms by category, largest first. */
  daySums(space: SpaceId, day: string): Promise<ReadonlyMap<CategoryId, number>>;
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
  /** What the board lacks, and what was asked for, of the same moment; cells of one string, since each of its own costs. */
  const ask = async (script: Script, space: SpaceId, key: string, args: readonly (string | number)[]) => {
    const names = [key, keys.unfolded(space)];
    const [lack = '', ...cells] = text(await redis.read((connection) => connection.run(script, names, args)))
      .trimEnd()
      .split(' ');
    return { lack: integer(lack), cells };
  };
  const asked = async (script: Script, space: SpaceId, board: Board, args: readonly (string | number)[]) => {
    if (isPast(board, clock.now())) await lookBack(space, board);
    return askUpToDate(script, space, keyOf(space, board), args);
  };
  const askUpToDate = async (script: Script, space: SpaceId, key: string, args: readonly (string | number)[]) => {
    const read = await ask(script, space, key, args);
    if (read.lack === 0) return read.cells;
    await upToDate(space);
    return (await ask(script, space, key, args)).cells;
  };

  return {
    top: async (space, board, count, offset = 0) => {
      if (count < 1) return [];
      const cells = await asked(scripts.boardTop, space, board, [offset, offset + count - 1]);
      const rows: BoardRow[] = [];
      for (let at = 0; at < cells.length; at += 2)
        rows.push({ user: idOf(userId, cells[at] ?? ''), ms: integer(cells[at + 1] ?? '') });
      return rows;
    },
    place: async (space, user, board) => {
      const [ms, before = '', of = ''] = await asked(scripts.boardPlace, space, board, [user]);
      return ms === undefined ? null : { rank: integer(before) + 1, ms: integer(ms), of: integer(of) };
    },
    daySums: async (space, day) => {
      const cells = await askUpToDate(scripts.boardTop, space, boardKey(space, daySumName(day)), [0, -1]);
      const sums = new Map<CategoryId, number>();
      for (let at = 0; at < cells.length; at += 2) sums.set(categoryIn(cells[at] ?? ''), integer(cells[at + 1] ?? ''));
      return sums;
    },
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
