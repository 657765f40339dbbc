-- Reads a member at one moment: state, day buckets and entries that belong together.
--
-- KEYS[1] states hash   KEYS[2] months hash   KEYS[3] months hash of the day buckets   then the days hashes of the member's months, then the
-- entries zsets of its months
-- ARGV[1] member   ARGV[2] months of its entries, as the caller knows them   ARGV[3] months of its day buckets, the same
-- ARGV[4] number of the days hashes
--
-- Reply: nil when the months are others by now; else array: the state's value, each days hash as (field, ms) pairs, then each zset as
-- (entry, end) pairs
--- @flags no-writes
for i = 2, 3 do
  if (redis.call('HGET', KEYS[i], ARGV[1]) or '') ~= ARGV[i] then return nil end
end
local reply = { redis.call('HGET', KEYS[1], ARGV[1]) }
local zsets = 4 + tonumber(ARGV[4])
for i = 4, zsets - 1 do reply[#reply + 1] = redis.call('HGETALL', KEYS[i]) end
for i = zsets, #KEYS do reply[#reply + 1] = redis.call('ZRANGE', KEYS[i], 0, -1, 'WITHSCORES') end
return reply
