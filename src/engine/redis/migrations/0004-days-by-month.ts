import type { SpaceId, UserId } from '../../../domain/ids.js';
import { monthOfDay } from '../../codec/month.js';
import { isBucket } from '../day-buckets.js';
import type { Guarded } from '../guarded.js';
import { keys, keysOfSchema3 } from '../keys.js';
import { indexOfMonths, monthsOf } from '../months.js';
import { bytesOrNull, list, pairs, text } from '../replies.js';
import { readMembersInGroups } from '../space-reads.js';
import type { Migration } from './migration.js';

/** Members moved at once. */
const MEMBERS = 50;
/** Buckets of a member moved at once, about. */
const BUCKETS = 500;

/** Puts buckets into the hashes of their months. What is done twice sets the same again. */
const putBuckets = async (redis: Guarded, space: SpaceId, user: UserId, cells: unknown): Promise<void> => {
  const byMonth = new Map<string, (string | Buffer)[]>();
  for (const [name, ms] of pairs(cells)) {
    const field = name.toString();
    // What is no bucket was in no total before either.
    if (!isBucket(field)) continue;
    const month = monthOfDay(field);
    const ofIt = byMonth.get(month);
    if (ofIt === undefined) byMonth.set(month, [field, ms]);
    else ofIt.push(field, ms);
  }
  if (byMonth.size === 0) return;
  const held = bytesOrNull(await redis.read((connection) => connection.send('HGET', [keys.dayMonths(space), user])));
  const months = indexOfMonths([...monthsOf(held), ...byMonth.keys()]);
  // The index first: an erasure finds the hashes by it.
  await redis.write((connection) => connection.send('HSET', [keys.dayMonths(space), user, months]));
  await redis.write((connection) =>
    Promise.all([...byMonth].map(([month, ofIt]) => connection.send('HSET', [keys.days(space, user, month), ...ofIt]))),
  );
};

const moveMember = async (redis: Guarded, space: SpaceId, user: UserId): Promise<void> => {
  const old = keysOfSchema3.days(space, user);
  let cursor = '0';
  let isThere = false;
  do {
    const at = cursor;
    const [next, cells] = list(await redis.read((connection) => connection.send('HSCAN', [old, at, 'COUNT', BUCKETS])));
    cursor = text(next);
    isThere ||= cursor !== '0' || list(cells).length > 0;
    await putBuckets(redis, space, user, cells);
  } while (cursor !== '0');
  if (!isThere) return;
  // Last: as long as it is there, the move can be begun again.
  await redis.write((connection) => connection.send('UNLINK', [old]));
};

/**
 * Day buckets lie by month, so that a read touches only the months that it is about. The same number says that entries, and the last session of a
 * state, tell how they were counted, which programs of schema 3 cannot read; what was written before lacks it and stays readable.
 */
export const daysByMonth: Migration = {
  to: 4,
  what: 'day buckets, from a hash for each member to one for each month of it',
  space: async (redis, space) => {
    for await (const users of readMembersInGroups(redis, space, MEMBERS))
      await Promise.all(users.map((user) => moveMember(redis, space, user)));
  },
};
