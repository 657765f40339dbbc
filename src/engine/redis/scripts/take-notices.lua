-- Takes the notices of a member: reads and forgets them in one step, so that each is told once.
--
-- KEYS[1] notices list   KEYS[2] set of members with notices
-- ARGV[1] member
--
-- Reply: array of blobs, oldest first
local notices = redis.call('LRANGE', KEYS[1], 0, -1)
if #notices > 0 then
  redis.call('DEL', KEYS[1])
  redis.call('SREM', KEYS[2], ARGV[1])
end
return notices
