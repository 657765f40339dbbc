-- Gives some members of a board the sign that its audience asks for: above 0 who is shown, below 0 who is not.
--
-- KEYS[1] board zset   KEYS[2] audiences hash   KEYS[3] standings hash
-- ARGV[1] name of the board   ARGV[2] audience   ARGV[3] cursor, '0' to begin   ARGV[4] 1 to begin, 0 to go on   ARGV[5] how many, about
--
-- From the beginning on whatever is added gets the new sign, so nothing is missed that comes meanwhile.
--
-- Reply: the next cursor, '0' at the end; 'c' when somebody else signs it for another audience
--- @include "signs"
local board, audiences, standings = KEYS[1], KEYS[2], KEYS[3]
local name, audience = ARGV[1], ARGV[2]
local marker = '!' .. audience
if ARGV[4] == '1' then
  redis.call('HSET', audiences, name, marker, '*', audience)
elseif redis.call('HGET', audiences, name) ~= marker then
  -- Another process has come to the end of the same, or has begun for another audience.
  return 'c'
end
local found = redis.call('ZSCAN', board, ARGV[3], 'COUNT', ARGV[5])
local cells = found[2]
local members = {}
for i = 1, #cells, 2 do members[#members + 1] = cells[i] end
local changed = {}
if #members > 0 then
  local kept = redis.call('HMGET', standings, unpack(members))
  for i, member in ipairs(members) do
    local score = tonumber(cells[2 * i])
    if is_shown(kept[i], audience) ~= (score > 0) then
      changed[#changed + 1] = string.format('%.0f', -score)
      changed[#changed + 1] = member
    end
  end
end
if #changed > 0 then redis.call('ZADD', board, unpack(changed)) end
if found[1] == '0' then redis.call('HSET', audiences, name, audience) end
return found[1]
