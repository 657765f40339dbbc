-- Keeps a change that could not be applied: until its member has been told, and in the ledger.
--
-- KEYS[1] notices list   KEYS[2] set of members with notices   KEYS[3] ledger stream
-- ARGV[1] member   ARGV[2] blob of the notice   ARGV[3..] names and values of the ledger row
--
-- Reply: number of notices of the member, as a string
--- @include "ledger"
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('RPUSH', KEYS[1], ARGV[2])
append(KEYS[3], unpack(ARGV, 3))
return string.format('%.0f', redis.call('LLEN', KEYS[1]))
