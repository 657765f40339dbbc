-- Where members stand on a board. Members with the same score share a rank, and only those who are shown are counted.
--
-- KEYS[1] board zset   KEYS[2] unfolded hash   KEYS[3] audiences hash   KEYS[4] seasons hash
-- ARGV[1] name of the board   ARGV[2] audience   ARGV[3] days of the season, '' for another board   ARGV[4..] members
--
-- Reply: one string, separated by spaces: deltas that the boards lack, 1 when it is signed, 1 when it is made, members who are shown; then for each
-- member: score (below 0: not shown) and members who are shown with more, or `-` and `-`
--- @flags no-writes
--- @include "board-state"
local cells = { state_of(KEYS[2], KEYS[3], KEYS[4], ARGV[1], ARGV[2], ARGV[3]), redis.call('ZCOUNT', KEYS[1], '(0', '+inf') }
local scores = redis.call('ZMSCORE', KEYS[1], unpack(ARGV, 4))
for _, score in ipairs(scores) do
  if score then
    local ms = string.byte(score) == 45 and string.sub(score, 2) or score
    cells[#cells + 1] = score
    cells[#cells + 1] = redis.call('ZCOUNT', KEYS[1], '(' .. ms, '+inf')
  else
    cells[#cells + 1] = '-'
    cells[#cells + 1] = '-'
  end
end
return table.concat(cells, ' ')
