-- Where a member stands on a board. Members with the same score share a rank.
--
-- KEYS[1] board zset   KEYS[2] unfolded hash   ARGV[1] member
--
-- Reply: one string, separated by spaces: deltas that the boards lack, then, when the member is on the board: score, members with more, members
--- @flags no-writes
local lack = redis.call('HLEN', KEYS[2])
local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not score then return tostring(lack) end
local before = redis.call('ZCOUNT', KEYS[1], '(' .. score, '+inf')
return lack .. ' ' .. score .. ' ' .. before .. ' ' .. redis.call('ZCARD', KEYS[1])
