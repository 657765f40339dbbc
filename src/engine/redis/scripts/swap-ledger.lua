-- Puts a ledger that was written anew without a member's old rows in the place of the old one, with what was appended to that meanwhile; and
-- the positions of the member's rows that are left into the index of its history. The new ledger never gives an id again that the old one gave,
-- so that whoever reads on from a position misses nothing.
--
-- KEYS[1] ledger stream   KEYS[2] the new one   KEYS[3] history hash, see fold-history.lua
-- ARGV[1] id of the last row that the new one was made of   ARGV[2] member   ARGV[3..] positions of the member's rows in the new one
--
-- Reply: number of rows that were appended meanwhile
--- @include "history"
--- @include "last-id"
local user = ARGV[2]
local positions = {}
for index = 3, #ARGV do positions[#positions + 1] = ARGV[index] end
local rows = redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+')
for _, row in ipairs(rows) do
  redis.call('XADD', KEYS[2], row[1], unpack(row[2]))
  if row[2][1] == user then positions[#positions + 1] = row[1] end
end

local last = last_id(KEYS[1])
if last ~= '0-0' then
  local newest = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
  if not newest or newest[1] ~= last then
    redis.call('XADD', KEYS[2], last, 'x', '')
    redis.call('XDEL', KEYS[2], last)
  end
  redis.call('RENAME', KEYS[2], KEYS[1])
end

local full = open_chunk(redis.call('HGET', KEYS[3], user) or nil)
redis.call('HDEL', KEYS[3], user)
for chunk = 0, full - 1 do redis.call('HDEL', KEYS[3], user .. ':' .. string.format('%.0f', chunk)) end
-- What was not folded yet comes with the next fold.
if #positions > 0 then
  local changed = {}
  add_positions(changed, user, nil, positions)
  set_all(KEYS[3], changed)
end
return #rows
