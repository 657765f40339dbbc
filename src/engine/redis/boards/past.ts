import { boardPeriod, type Board } from '../../../domain/board.js';
import type { SpaceId } from '../../../domain/ids.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { readDays } from '../member-reads.js';
import { integer } from '../replies.js';
import { readMembers } from '../space-reads.js';
import { boardName, keyOf } from './names.js';

/** Seconds that a board of long ago stays once somebody asked for it. */
const KEPT_S = 3_600;
const CHUNK = 500;

/**
 * Makes a board that is not kept any more from the day buckets, unless it was made lately. Walks through all members of the space; whoever asks
 * for a day of last year waits for it.
 */
export const makePastBoard = async (redis: Guarded, space: SpaceId, board: Board): Promise<void> => {
  const key = keyOf(space, board);
  if (integer(await redis.read((connection) => connection.send('EXISTS', [key]))) === 1) return;
  const period = boardPeriod(board.span, board.day);
  let rows: (string | number)[] = [];
  const flush = async (): Promise<void> => {
    const batch = rows;
    rows = [];
    if (batch.length > 0) await redis.write((connection) => connection.send('ZADD', [key, ...batch]));
  };
  for await (const user of readMembers(redis, space)) {
    let sum = 0;
    for (const [day, categories] of await readDays(redis, space, user, '00000000', '99999999'))
      if (boardPeriod(board.span, day) === period)
        for (const [category, ms] of categories) if (board.category === null || board.category === category) sum += ms;
    if (sum > 0) rows.push(sum, user);
    if (rows.length >= 2 * CHUNK) await flush();
  }
  await flush();
  await redis.write((connection) =>
    Promise.all([
      connection.send('EXPIRE', [key, KEPT_S]),
      connection.send('SADD', [keys.boards(space), boardName(board.category, period)]),
    ]),
  );
};
