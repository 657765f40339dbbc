-- Sets what members have on a board, however much it was; those with nothing are taken off.
--
-- KEYS[1] board zset   KEYS[2] audiences hash   KEYS[3] standings hash   KEYS[4] boards set   KEYS[5] folds string   KEYS[6] seasons hash
-- ARGV[1] name of the board   ARGV[2] expected value of the folds string, `-` for any   ARGV[3] expected value in the seasons hash, `-` for any
-- ARGV[4..] member, ms, member, ms, ...
--
-- Reply: 1 when it was done; 0 when the boards were brought up to date meanwhile, so that what was counted may be older than what they hold; -1 when the
-- season has other days by now
--- @include "signs"
if ARGV[3] ~= '-' and redis.call('HGET', KEYS[6], ARGV[1]) ~= ARGV[3] then return -1 end
if ARGV[2] ~= '-' and (redis.call('GET', KEYS[5]) or '') ~= ARGV[2] then return 0 end
local audience = audience_of(redis.call('HGET', KEYS[2], ARGV[1]))
local members = {}
for i = 4, #ARGV, 2 do members[#members + 1] = ARGV[i] end
if #members == 0 then return 1 end
local standings = redis.call('HMGET', KEYS[3], unpack(members))
local kept, gone = {}, {}
for i, member in ipairs(members) do
  local ms = tonumber(ARGV[3 + 2 * i])
  if ms > 0 then
    kept[#kept + 1] = string.format('%.0f', is_shown(standings[i], audience) and ms or -ms)
    kept[#kept + 1] = member
  else
    gone[#gone + 1] = member
  end
end
if #kept > 0 then redis.call('ZADD', KEYS[1], unpack(kept)) end
if #gone > 0 then redis.call('ZREM', KEYS[1], unpack(gone)) end
redis.call('SADD', KEYS[4], ARGV[1])
return 1
