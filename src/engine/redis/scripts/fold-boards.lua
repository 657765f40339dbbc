-- Adds deltas to the boards of a space and takes them out of the hash of what the boards lack; nothing when another process did it meanwhile.
--
-- KEYS[1] unfolded hash   KEYS[2] folds string   KEYS[3] boards set   KEYS[4] audiences hash   KEYS[5] standings hash   KEYS[6..] boards
-- ARGV[1] expected value of the folds string ('' when there was none)   ARGV[2] number of deltas, then their fields in the hash,
-- then for boards that get the same: how many they are, for each its name in the boards set and when it may be forgotten (seconds since the
--   epoch, '' for never, 0 when that is over); number of members, for each member: member, ms (may be negative)
--
-- Who is not shown to the audience of a board has their time below 0 there. A board that is new gets the audience that asked last.
--
-- Reply: 1 when it was done, 0 when another process was faster
--- @include "signs"
if (redis.call('GET', KEYS[2]) or '') ~= ARGV[1] then return 0 end
redis.call('INCR', KEYS[2])
local at = 3 + tonumber(ARGV[2])
local fields = {}
for index = 3, at - 1 do fields[#fields + 1] = ARGV[index] end
if #fields > 0 then redis.call('HDEL', KEYS[1], unpack(fields)) end
local names = {}
local audiences = KEYS[4]
local newest = redis.call('HGET', audiences, '*')
local is_any_known = redis.call('HLEN', KEYS[5]) > 0

local function audience_for(board, name, kept)
  if kept or not newest or redis.call('EXISTS', board) == 1 then return audience_of(kept) end
  redis.call('HSET', audiences, name, newest)
  return newest
end

local function add(board, members, deltas, standings, audience)
  local scores = redis.call('ZMSCORE', board, unpack(members))
  local kept, gone = {}, {}
  for index, member in ipairs(members) do
    local score = math.abs(tonumber(scores[index] or 0) or 0) + deltas[index]
    if score > 0 then
      kept[#kept + 1] = string.format('%.0f', is_shown(standings[index], audience) and score or -score)
      kept[#kept + 1] = member
    else
      gone[#gone + 1] = member
    end
  end
  if #kept > 0 then redis.call('ZADD', board, unpack(kept)) end
  if #gone > 0 then redis.call('ZREM', board, unpack(gone)) end
end

local k = 6
while at <= #ARGV do
  local first, last = at + 1, at + 2 * tonumber(ARGV[at])
  local count = tonumber(ARGV[last + 1])
  local members, deltas = {}, {}
  for index = 1, count do
    members[index] = ARGV[last + 2 * index]
    deltas[index] = tonumber(ARGV[last + 2 * index + 1])
  end
  local standings = {}
  if count > 0 and is_any_known then standings = redis.call('HMGET', KEYS[5], unpack(members)) end
  local asked = {}
  for index = first, last, 2 do asked[#asked + 1] = ARGV[index] end
  local kept = redis.call('HMGET', audiences, unpack(asked))
  for index = first, last, 2 do
    local board, name, forget = KEYS[k], ARGV[index], ARGV[index + 1]
    k = k + 1
    -- One that was made for somebody who looked back is made anew for the next.
    if forget == '0' then
      redis.call('UNLINK', board)
    else
      names[#names + 1] = name
      if count > 0 then add(board, members, deltas, standings, audience_for(board, name, kept[(index - first) / 2 + 1])) end
      if forget ~= '' then redis.call('EXPIREAT', board, forget) end
    end
  end
  at = last + 2 + 2 * count
end
if #names > 0 then redis.call('SADD', KEYS[3], unpack(names)) end
return 1
