-- Puts, moves and takes away due rows of a space.
--
-- KEYS[1] zset of the rows: name -> moment, ms   KEYS[2] states hash   KEYS[3] hash of erasures under way
-- KEYS[4..] for each change: the hash of its owner, which has the payload of each of its rows
-- ARGV[1] invalidation channel   ARGV[2] message that rows are due soon; '' for none
-- ARGV[3..] for each change seven: name, field in the hash of the owner, owner ('' for the space), moment at which it was read ('' for any),
-- next moment ('' when it goes), payload, version of the owner that there was reason for the row at ('' when that does not matter)
--
-- Reply: how many rows were changed
local function stands(name, expected)
  local at = redis.call('ZSCORE', KEYS[1], name)
  return expected == '' or (at and tonumber(at) == tonumber(expected))
end
-- Nothing is put for somebody who is not there, or was erased after there was reason for it.
local function is_there(owner, version)
  if version == '' then return true end
  if not redis.call('HGET', KEYS[2], owner) then return false end
  local grave = redis.call('HGET', KEYS[3], owner)
  return not grave or tonumber(string.match(grave, ':(%d+)$')) < tonumber(version)
end
local changed = 0
for i = 4, #KEYS do
  local at = 3 + (i - 4) * 7
  local name, field, owner = ARGV[at], ARGV[at + 1], ARGV[at + 2]
  local expected, moment, payload, version = ARGV[at + 3], ARGV[at + 4], ARGV[at + 5], ARGV[at + 6]
  if stands(name, expected) then
    if moment == '' then
      redis.call('ZREM', KEYS[1], name)
      redis.call('HDEL', KEYS[i], field)
      changed = changed + 1
    elseif is_there(owner, version) then
      redis.call('ZADD', KEYS[1], moment, name)
      redis.call('HSET', KEYS[i], field, payload)
      changed = changed + 1
    end
  end
end
if ARGV[2] ~= '' and changed > 0 then redis.call('PUBLISH', ARGV[1], ARGV[2]) end
return changed
