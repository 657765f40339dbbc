-- Forgets an erased member for good, unless it came back since.
--
-- KEYS[1] states hash   KEYS[2] hash of erasures under way   KEYS[3] kept status
-- ARGV[1] member   ARGV[2] the empty state that the erasure left, `<version>:<state>`
--
-- Reply: 1 when the member is forgotten, else 0
redis.call('DEL', KEYS[3])
redis.call('HDEL', KEYS[2], ARGV[1])
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
return redis.call('HDEL', KEYS[1], ARGV[1])
