import { boardPeriod, type Board } from '../../../domain/board.js';
import { totalsPeriodOf } from '../../../domain/calendar.js';
import type { SpaceId, UserId } from '../../../domain/ids.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { readDays } from '../day-buckets.js';
import { integer } from '../replies.js';
import { readMembersInGroups } from '../space-reads.js';
import { boardName, keyOf } from './names.js';

/** Seconds that a board of long ago stays once somebody asked for it. */
const KEPT_S = 3_600;
/** Members whose days are read together. */
const CHUNK = 200;

/** The first and the last day that a board is over. */
const daysOf = ({ span, day }: Board): readonly [from: string, to: string] => {
  switch (span) {
    case 'all':
      return ['00000000', '99999999'];
    case 'day':
      return [day, day];
    case 'week': {
      const { weekFrom, weekTo } = totalsPeriodOf(day);
      return [weekFrom, weekTo];
    }
    case 'month': {
      const { monthFrom, monthTo } = totalsPeriodOf(day);
      return [monthFrom, monthTo];
    }
  }
};

/**
 * Makes a board that is not kept any more from the day buckets, unless it was made lately. Walks through all members of the space; whoever asks
 * for a day of last year waits for it.
 */
export const makePastBoard = async (redis: Guarded, space: SpaceId, board: Board): Promise<void> => {
  const key = keyOf(space, board);
  if (integer(await redis.read((connection) => connection.send('EXISTS', [key]))) === 1) return;
  const period = boardPeriod(board.span, board.day);
  const [from, to] = daysOf(board);
  const sumOf = async (user: UserId): Promise<number> => {
    let sum = 0;
    for (const categories of (await readDays(redis, space, user, from, to)).values())
      for (const [category, ms] of categories) if (board.category === null || board.category === category) sum += ms;
    return sum;
  };
  for await (const users of readMembersInGroups(redis, space, CHUNK)) {
    const sums = await Promise.all(users.map(sumOf));
    const rows = users.flatMap((user, index) => ((sums[index] ?? 0) > 0 ? [sums[index] ?? 0, user] : []));
    if (rows.length > 0) await redis.write((connection) => connection.send('ZADD', [key, ...rows]));
  }
  await redis.write((connection) =>
    Promise.all([
      connection.send('EXPIRE', [key, KEPT_S]),
      connection.send('SADD', [keys.boards(space), boardName(board.category, period)]),
    ]),
  );
};
