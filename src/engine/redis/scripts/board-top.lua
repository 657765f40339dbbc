-- The first of a board, most time first, and whether it is up to date.
--
-- KEYS[1] board zset   KEYS[2] unfolded hash   ARGV[1] first place, from 0   ARGV[2] last place
--
-- Reply: one string, separated by spaces: deltas that the board lacks, then member, score, member, score, ...
--- @flags no-writes
local lack = redis.call('HLEN', KEYS[2])
return lack .. ' ' .. table.concat(redis.call('ZREVRANGE', KEYS[1], ARGV[1], ARGV[2], 'WITHSCORES'), ' ')
