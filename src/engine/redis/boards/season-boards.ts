import { categoryId, type CategoryId, type SpaceId, type UserId } from '../../../domain/ids.js';
import { CorruptData } from '../../codec/blob.js';
import { readDays } from '../day-buckets.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { bytesOrNull, integer, pairs } from '../replies.js';
import { scripts } from '../scripts.js';
import { readMembersInGroups } from '../space-reads.js';
import { boardKey, categoryInName } from './names.js';

/*
 * A season is from any day to any other, so its board cannot be made of other boards. It is made from the day buckets when somebody asks for it, and
 * then kept up to date: a fold that has time of a member on one of its days sets anew what the member has in all of them. Nothing is ever added, so
 * making it and keeping it may go on at the same time, in several processes, and be done twice. What is set is only taken when the boards were
 * not brought up to date since it was read: then no older sum can come on top of a newer one.
 */

/** A board of a season that is made, or is being made. */
interface SeasonBoard {
  readonly name: string;
  /** As in the hash. */
  readonly kept: string;
  /** Null: all categories. */
  readonly category: CategoryId | null;
  readonly from: string;
  readonly to: string;
}

/** Members whose days are read together. */
const CHUNK = 200;
/** How the hash says that a board is being made; and that it is. */
const [MAKING, MADE] = ['?', '+'];

const foldsOf = async (redis: Guarded, space: SpaceId): Promise<string> =>
  bytesOrNull(await redis.read((connection) => connection.send('GET', [keys.folds(space)])))?.toString() ?? '';

const sumsOf = (redis: Guarded, space: SpaceId, users: readonly UserId[], board: SeasonBoard) =>
  Promise.all(
    users.map(async (user) => {
      let sum = 0;
      for (const categories of (await readDays(redis, space, user, board.from, board.to)).values())
        for (const [category, ms] of categories) if (board.category === null || board.category === category) sum += ms;
      return [user, sum] as const;
    }),
  );

/** Sets what members have on a board, unless its days are others or the boards were brought up to date since `folds` was read. */
export const setOnBoard = async (
  redis: Guarded,
  space: SpaceId,
  name: string,
  rows: readonly (readonly [UserId, number])[],
  { folds = '-', season = '-' }: { readonly folds?: string; readonly season?: string } = {},
): Promise<'done' | 'overtaken' | 'other days'> => {
  const key = boardKey(space, name);
  const ofSpace = [keys.audiences, keys.standings, keys.boards, keys.folds, keys.seasonBoards].map((of) => of(space));
  const args = [name, folds, season, ...rows.flat()];
  const done = integer(await redis.write((connection) => connection.run(scripts.setOnBoard, [key, ...ofSpace], args)));
  return done === 1 ? 'done' : done === 0 ? 'overtaken' : 'other days';
};

/** Makes the board of a season, `days` as `<from>-<to>`. It stops when somebody else makes it for other days. */
export const makeSeasonBoard = async (redis: Guarded, space: SpaceId, name: string, days: string): Promise<void> => {
  const hash = keys.seasonBoards(space);
  const board = seasonBoardOf(name, `${days}${MAKING}`);
  await redis.write((connection) => connection.send('HSET', [hash, name, board.kept]));
  for await (const users of readMembersInGroups(redis, space, CHUNK)) {
    for (;;) {
      const folds = await foldsOf(redis, space);
      const done = await setOnBoard(redis, space, name, await sumsOf(redis, space, users, board), { folds, season: board.kept });
      if (done === 'other days') return;
      if (done === 'done') break;
    }
  }
  const stands = bytesOrNull(await redis.read((connection) => connection.send('HGET', [hash, name])))?.toString();
  if (stands === board.kept) await redis.write((connection) => connection.send('HSET', [hash, name, `${days}${MADE}`]));
};

/** Takes the boards of a season away. First out of the hash: then no fold sets anything on them any more. */
export const forgetSeasonBoards = async (redis: Guarded, space: SpaceId, id: string): Promise<void> => {
  const hash = keys.seasonBoards(space);
  const held = pairs(await redis.read((connection) => connection.send('HGETALL', [hash])));
  const names = [...held].map(([name]) => name.toString()).filter((name) => name.endsWith(`:s${id}`));
  if (names.length === 0) return;
  await redis.write((connection) => connection.send('HDEL', [hash, ...names]));
  await redis.write((connection) =>
    Promise.all([
      ...names.map((name) => connection.send('UNLINK', [boardKey(space, name)])),
      connection.send('SREM', [keys.boards(space), ...names]),
      connection.send('HDEL', [keys.audiences(space), ...names]),
    ]),
  );
};

/**
 * Sets what members have on the boards of seasons, for those with one of these deltas in it; before the deltas are folded. `folds`: the folds string as
 * it was read with them. False when another process was faster.
 */
export const setSeasons = async (
  redis: Guarded,
  space: SpaceId,
  deltas: readonly { readonly user: UserId; readonly day: string; readonly category: string }[],
  folds: string,
): Promise<boolean> => {
  const reply = await redis.read((connection) => connection.send('HGETALL', [keys.seasonBoards(space)]));
  for (const [name, kept] of pairs(reply)) {
    const board = seasonBoardOf(name.toString(), kept.toString());
    const users = new Set<UserId>();
    for (const { user, day, category } of deltas)
      if (day >= board.from && day <= board.to && (board.category === null || board.category === category)) users.add(user);
    if (users.size === 0) continue;
    const rows = await sumsOf(redis, space, [...users], board);
    if ((await setOnBoard(redis, space, board.name, rows, { folds, season: board.kept })) === 'overtaken') return false;
  }
  return true;
};

const KEPT = /^(\d{8})-(\d{8})[?+]$/;

const seasonBoardOf = (name: string, kept: string): SeasonBoard => {
  const [, from, to] = KEPT.exec(kept) ?? [];
  if (from === undefined || to === undefined) throw new CorruptData('boards: not a season');
  const category = categoryInName(name);
  return { name, kept, category: category === null ? null : categoryId(category), from, to };
};
