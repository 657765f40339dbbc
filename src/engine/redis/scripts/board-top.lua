-- A part of a board, most time first, and whether it may be read. Whoever is not shown has time below 0, and comes last.
--
-- KEYS[1] board zset   KEYS[2] unfolded hash   KEYS[3] audiences hash   KEYS[4] seasons hash
-- ARGV[1] name of the board   ARGV[2] audience   ARGV[3] days of the season, '' for another board   ARGV[4] first place, from 0   ARGV[5] last place
--
-- Reply: one string, separated by spaces: deltas that the boards lack, 1 when it is signed, 1 when it is made; then, when somebody is there: rank of
-- the first, and member, score, member, score, ...
--- @flags no-writes
--- @include "board-state"
local state = state_of(KEYS[2], KEYS[3], KEYS[4], ARGV[1], ARGV[2], ARGV[3])
local rows = redis.call('ZREVRANGE', KEYS[1], ARGV[4], ARGV[5], 'WITHSCORES')
local last = #rows
while last > 0 and tonumber(rows[last]) <= 0 do last = last - 2 end
if last == 0 then return state end
local rank = redis.call('ZCOUNT', KEYS[1], '(' .. rows[2], '+inf') + 1
return state .. ' ' .. rank .. ' ' .. table.concat(rows, ' ', 1, last)
