-- Stores the configuration of a space by compare-and-set, with its ledger row.
--
-- KEYS[1] configuration string   KEYS[2] ledger stream   KEYS[3] recent requests zset
-- ARGV[1] now, ms   ARGV[2] requests at or before this ms are forgotten   ARGV[3] invalidation channel   ARGV[4] message for it
-- ARGV[5] request id   ARGV[6] expected version   ARGV[7] next value `<version>:<configuration>`   ARGV[8] ledger row (blob)
--
-- Reply: array of two strings: `o` (stored), `r` (this request was applied before) or `c` (the version had moved on), and the value that
-- stands now ('' when there is none).
--- @include "version"
--- @include "ledger"
local value = redis.call('GET', KEYS[1])
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', ARGV[2])
if redis.call('ZADD', KEYS[3], 'NX', ARGV[1], ARGV[5]) == 0 then return { 'r', value or '' } end
if version_of(value) ~= tonumber(ARGV[6]) then
  redis.call('ZREM', KEYS[3], ARGV[5])
  return { 'c', value or '' }
end
redis.call('SET', KEYS[1], ARGV[7])
append(KEYS[2], 'r', ARGV[5], 'c', ARGV[8])
redis.call('PUBLISH', ARGV[3], ARGV[4])
return { 'o', ARGV[7] }
