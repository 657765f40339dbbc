import { boardDays, type Board } from '../../../domain/board.js';
import type { SpaceId, UserId } from '../../../domain/ids.js';
import type { Guarded } from '../guarded.js';
import { readDays } from '../day-buckets.js';
import { integer } from '../replies.js';
import { readMembersInGroups } from '../space-reads.js';
import { keyOf, nameOf } from './names.js';
import { setOnBoard } from './season-boards.js';

/** Seconds that a board of long ago stays once somebody asked for it. */
const KEPT_S = 3_600;
/** Members whose days are read together. */
const CHUNK = 200;

/**
 * Makes a board that is not kept any more from the day buckets, unless it was made lately. Walks through all members of the space; whoever asks
 * for a day of last year waits for it.
 */
export const makePastBoard = async (redis: Guarded, space: SpaceId, board: Board): Promise<void> => {
  const key = keyOf(space, board);
  if (integer(await redis.read((connection) => connection.send('EXISTS', [key]))) === 1) return;
  const [from, to] = boardDays(board);
  const sumOf = async (user: UserId): Promise<number> => {
    let sum = 0;
    for (const categories of (await readDays(redis, space, user, from, to)).values())
      for (const [category, ms] of categories) if (board.category === null || board.category === category) sum += ms;
    return sum;
  };
  for await (const users of readMembersInGroups(redis, space, CHUNK)) {
    const sums = await Promise.all(users.map(sumOf));
    const rows = users.flatMap((user, index) => ((sums[index] ?? 0) > 0 ? [[user, sums[index] ?? 0] as const] : []));
    if (rows.length > 0) await setOnBoard(redis, space, nameOf(board), rows);
  }
  await redis.write((connection) => connection.send('EXPIRE', [key, KEPT_S]));
};
