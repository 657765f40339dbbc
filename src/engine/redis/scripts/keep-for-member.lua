-- Keeps something about a member in a hash, unless the member is not there, or was erased after there was reason for it.
--
-- KEYS[1] states hash   KEYS[2] hash of erasures under way   KEYS[3] the hash
-- ARGV[1] member   ARGV[2] version of the member that there was reason at   ARGV[3] field   ARGV[4] value; '' takes the field away
--
-- Reply: 1 when it was kept or taken away, else 0
if ARGV[4] == '' then
  redis.call('HDEL', KEYS[3], ARGV[3])
  return 1
end
if not redis.call('HGET', KEYS[1], ARGV[1]) then return 0 end
local grave = redis.call('HGET', KEYS[2], ARGV[1])
if grave and tonumber(string.match(grave, ':(%d+)$')) >= tonumber(ARGV[2]) then return 0 end
redis.call('HSET', KEYS[3], ARGV[3], ARGV[4])
return 1
