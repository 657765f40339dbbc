-- Gives a member the sign on some boards that their audiences ask for.
--
-- KEYS[1] audiences hash   KEYS[2] standings hash   KEYS[3..] boards   ARGV[1] member   ARGV[2..] the names of the boards
--
-- Reply: on how many boards the sign was another one
--- @include "signs"
local user = ARGV[1]
local standing = redis.call('HGET', KEYS[2], user)
local kept = redis.call('HMGET', KEYS[1], unpack(ARGV, 2))
local changed = 0
for i = 3, #KEYS do
  local score = tonumber(redis.call('ZSCORE', KEYS[i], user) or 0)
  if score ~= 0 and is_shown(standing, audience_of(kept[i - 2])) ~= (score > 0) then
    redis.call('ZADD', KEYS[i], string.format('%.0f', -score), user)
    changed = changed + 1
  end
end
return changed
