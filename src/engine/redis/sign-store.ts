import type { SpaceId } from '../../domain/ids.js';
import type { Clock } from '../../domain/ports.js';
import { SIGNS_KEPT_MS, type SignStore } from '../signs-of-life.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { bytesOrNull, integer } from './replies.js';

/** Signs in one sorted set for each space, which loses what is too old at each write, and ends when nothing is written any more. */
export const signsIn = (
  redis: Guarded,
  clock: Pick<Clock, 'now'>,
  keyOf: (space: SpaceId) => string = keys.signs,
): SignStore => ({
  note: async (space, signs) => {
    if (signs.size === 0) return;
    const key = keyOf(space);
    const pairs = [...signs].flatMap(([user, at]) => [at, user]);
    await redis.write((connection) =>
      Promise.all([
        connection.send('ZADD', [key, 'GT', ...pairs]),
        connection.send('ZREMRANGEBYSCORE', [key, '-inf', clock.now() - SIGNS_KEPT_MS]),
        connection.send('PEXPIRE', [key, SIGNS_KEPT_MS]),
      ]),
    );
  },
  last: async (space, user) => {
    const score = bytesOrNull(await redis.read((connection) => connection.send('ZSCORE', [keyOf(space), user])));
    return score === null ? null : integer(score);
  },
});
