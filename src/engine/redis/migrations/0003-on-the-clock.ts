import { userId, type SpaceId, type UserId } from '../../../domain/ids.js';
import { idOf } from '../../codec/blob.js';
import type { Guarded } from '../guarded.js';
import { keys } from '../keys.js';
import { list, text } from '../replies.js';
import type { Migration } from './migration.js';

/** Members moved at once. */
const CHUNK = 1_000;

/** zset: who is on the clock, by start in ms */
const before = (space: SpaceId): string => `pc:{${space}}:on`;

/** Goes last: as long as it is there, the move can be begun again. */
const moveOn = async (redis: Guarded, space: SpaceId): Promise<void> => {
  for (let from = 0; ; from += CHUNK) {
    const page = list(await redis.read((connection) => connection.send('ZRANGE', [before(space), from, from + CHUNK - 1])));
    const sets = new Map<string, UserId[]>();
    for (const user of page.map((name) => idOf(userId, text(name)))) {
      const set = sets.get(keys.on(space, user));
      if (set === undefined) sets.set(keys.on(space, user), [user]);
      else set.push(user);
    }
    await redis.write((connection) => Promise.all([...sets].map(([name, users]) => connection.send('SADD', [name, ...users]))));
    if (page.length < CHUNK) break;
  }
  await redis.write((connection) => connection.send('UNLINK', [before(space)]));
};

/** Who is on the clock is told by sets of ids; since when, by the states. */
export const onTheClock: Migration = { to: 3, what: 'who is on the clock, from a zset to sets', space: moveOn };
