-- Puts the next rows of the ledger into the index of positions that a member's history is read by.
--
-- KEYS[1] ledger stream   KEYS[2] history hash, whose field `@` has the position up to which the ledger is in it
-- ARGV[1] at most so many rows
--
-- Reply: number of rows that were looked at; fewer than ARGV[1] means that the index has all of them
--- @include "history"
local folded = redis.call('HGET', KEYS[2], '@')
local rows = redis.call('XRANGE', KEYS[1], folded and '(' .. folded or '-', '+', 'COUNT', ARGV[1])
if #rows == 0 then return 0 end
local users, positions = {}, {}
for _, row in ipairs(rows) do
  local user = row[2][1]
  if string.find(user, '^%d+$') then
    local known = positions[user]
    if known then
      known[#known + 1] = row[1]
    else
      users[#users + 1] = user
      positions[user] = { row[1] }
    end
  end
end
local changed = {}
if #users > 0 then
  local held = redis.call('HMGET', KEYS[2], unpack(users))
  for index, user in ipairs(users) do add_positions(changed, user, held[index] or nil, positions[user]) end
end
-- Last: a fold of which only a part came to the disk is done once more.
changed[#changed + 1] = '@'
changed[#changed + 1] = rows[#rows][1]
set_all(KEYS[2], changed)
return #rows
