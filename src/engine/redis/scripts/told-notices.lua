-- Crosses off the notices that a member has been told; forgets the member when none is left.
--
-- KEYS[1] notices list   KEYS[2] set of members with notices
-- ARGV[1] member   ARGV[2..] blobs, as they were read
--
-- Reply: number of notices left, as a string
for i = 2, #ARGV do
  redis.call('LREM', KEYS[1], 1, ARGV[i])
end
local left = redis.call('LLEN', KEYS[1])
if left == 0 then redis.call('SREM', KEYS[2], ARGV[1]) end
return string.format('%.0f', left)
