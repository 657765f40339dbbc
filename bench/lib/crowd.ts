import type { Redis } from 'ioredis';
import { encodeState } from '../../src/engine/codec/state.js';
import { populate, stateOnClock } from './history.js';

/** Where the plain index lies that ours is compared with: a zset of names, and a string for each. */
export const INDEX = 'plain:index';
export const plainKey = (member: number): string => `plain:${member}`;

/** Old months of members, as many keys as are asked for; each is a zset with one entry. Written in one place: no round trip for each. */
const FILL = `
for member = tonumber(ARGV[1]), tonumber(ARGV[2]) do
  local guild = '91' .. string.format('%.0f', 1e15 + member % tonumber(ARGV[3]))
  local user = '21' .. string.format('%.0f', 1e15 + member)
  for month = 1, tonumber(ARGV[4]) do
    redis.call('ZADD', 'pc:{g' .. guild .. '}:e:' .. user .. ':2024' .. string.format('%02d', month), 1704067200000 + member, ARGV[5])
  end
end`;

/** So many keys for each member on the clock: days, plain copy, and months of entries. */
const KEYS_EACH = 12;

/** A busy installation: `members` on the clock, twelve keys for each. @returns the number of keys */
export const crowd = async (redis: Redis, { guilds, members }: { guilds: number; members: number }): Promise<number> => {
  await redis.flushall('SYNC');
  await populate(redis, { guilds, members, days: 1 });
  const entry = Buffer.alloc(60, 'e');
  for (let from = 0; from < members; from += 1_000)
    await redis.eval(FILL, 0, from, Math.min(from + 999, members - 1), guilds, KEYS_EACH - 2, entry);
  const now = Date.now();
  for (let from = 0; from < members; from += 1_000) {
    const pipeline = redis.pipeline();
    for (let member = from; member < Math.min(from + 1_000, members); member += 1) {
      pipeline.set(plainKey(member), encodeState(stateOnClock(member, now)));
      pipeline.zadd(INDEX, now, plainKey(member));
    }
    await pipeline.exec();
  }
  return redis.dbsize();
};
