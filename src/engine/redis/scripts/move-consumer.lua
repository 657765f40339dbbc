-- Notes that a consumer has read a space's ledger up to a position; nothing when another process moved it meanwhile, or the space was erased.
--
-- KEYS[1] ledger stream   KEYS[2] hash of what consumers have read
-- ARGV[1] consumer   ARGV[2] position that it read from ('' for none)   ARGV[3] position that it has read up to
--
-- Reply: 1 when it was noted, else 0
if (redis.call('HGET', KEYS[2], ARGV[1]) or '') ~= ARGV[2] then return 0 end
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
return 1
