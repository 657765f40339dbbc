-- Reads a member at one moment: state, day buckets and entries that belong together.
--
-- KEYS[1] states hash   KEYS[2] months hash   KEYS[3] days hash   KEYS[4..] entries zsets of the member's months
-- ARGV[1] member   ARGV[2] its months, as the caller knows them
--
-- Reply: nil when the months are others by now; else array: the state's value, the days hash, then each zset as (entry, end) pairs
--- @flags no-writes
if (redis.call('HGET', KEYS[2], ARGV[1]) or '') ~= ARGV[2] then return nil end
local reply = { redis.call('HGET', KEYS[1], ARGV[1]), redis.call('HGETALL', KEYS[3]) }
for i = 4, #KEYS do reply[#reply + 1] = redis.call('ZRANGE', KEYS[i], 0, -1, 'WITHSCORES') end
return reply
