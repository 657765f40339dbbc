-- Adds deltas to the boards of a space and takes them out of the hash of what the boards lack; nothing when another process did it meanwhile.
--
-- KEYS[1] unfolded hash   KEYS[2] folds string   KEYS[3] boards set   KEYS[4..] boards
-- ARGV[1] expected value of the folds string ('' when there was none)   ARGV[2] number of deltas, then their fields in the hash,
-- then for each board: its name in the boards set, when it may be forgotten (seconds since the epoch, '' for never, 0 when that is over),
--   number of members, for each member: member, ms (may be negative)
--
-- Reply: 1 when it was done, 0 when another process was faster
if (redis.call('GET', KEYS[2]) or '') ~= ARGV[1] then return 0 end
redis.call('INCR', KEYS[2])
local at = 3 + tonumber(ARGV[2])
local fields = {}
for index = 3, at - 1 do fields[#fields + 1] = ARGV[index] end
if #fields > 0 then redis.call('HDEL', KEYS[1], unpack(fields)) end
local names = {}
for k = 4, #KEYS do
  local board, name, forget, count = KEYS[k], ARGV[at], ARGV[at + 1], tonumber(ARGV[at + 2])
  at = at + 3
  -- One that was made for somebody who looked back is made anew for the next.
  if forget == '0' then
    redis.call('UNLINK', board)
    at = at + 2 * count
    count = 0
  else
    names[#names + 1] = name
  end
  local members = {}
  for index = 1, count do members[index] = ARGV[at + 2 * index - 2] end
  local scores = count > 0 and redis.call('ZMSCORE', board, unpack(members)) or {}
  local kept, gone = {}, {}
  for index = 1, count do
    local score = (tonumber(scores[index] or 0) or 0) + tonumber(ARGV[at + 2 * index - 1])
    if score > 0 then
      kept[#kept + 1] = string.format('%.0f', score)
      kept[#kept + 1] = members[index]
    else
      gone[#gone + 1] = members[index]
    end
  end
  at = at + 2 * count
  if #kept > 0 then redis.call('ZADD', board, unpack(kept)) end
  if #gone > 0 then redis.call('ZREM', board, unpack(gone)) end
  if forget ~= '' and forget ~= '0' then redis.call('EXPIREAT', board, forget) end
end
if #names > 0 then redis.call('SADD', KEYS[3], unpack(names)) end
return 1
