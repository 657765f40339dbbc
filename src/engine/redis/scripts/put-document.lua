-- Stores a document by compare-and-set, with its ledger row.
--
-- KEYS[1] hash of documents, or the string that holds one   KEYS[2] recent requests zset
-- KEYS[3] ledger stream, of a space   KEYS[4] set of members with documents, for a member's
-- ARGV[1] now, ms   ARGV[2] for how long a request is remembered, ms   ARGV[3] invalidation channel   ARGV[4] message for it
-- ARGV[5] name of the request; '' for one that is not remembered   ARGV[6] field of the hash; '' when KEYS[1] is a string
-- ARGV[7] expected version   ARGV[8] next value `<version>:<document>`   ARGV[9] member, or ''
-- ARGV[10..] names and values of the ledger row; none: there is no row
--
-- Reply: array of two strings: `o` (stored), `r` (this request was applied before) or `c` (the version had moved on), and the value that
-- stands now ('' when there is none).
--- @include "version"
--- @include "ledger"
local field, request = ARGV[6], ARGV[5]
local value
if field == '' then
  value = redis.call('GET', KEYS[1])
else
  value = redis.call('HGET', KEYS[1], field)
end
if request ~= '' then
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', tonumber(ARGV[1]) - tonumber(ARGV[2])))
  if redis.call('ZSCORE', KEYS[2], request) then return { 'r', value or '' } end
end
if version_of(value) ~= tonumber(ARGV[7]) then return { 'c', value or '' } end
if field == '' then
  redis.call('SET', KEYS[1], ARGV[8])
else
  redis.call('HSET', KEYS[1], field, ARGV[8])
end
if request ~= '' then
  redis.call('ZADD', KEYS[2], ARGV[1], request)
  redis.call('PEXPIRE', KEYS[2], ARGV[2])
end
if ARGV[9] ~= '' then redis.call('SADD', KEYS[4], ARGV[9]) end
if #ARGV > 9 then append(KEYS[3], unpack(ARGV, 10)) end
redis.call('PUBLISH', ARGV[3], ARGV[4])
return { 'o', ARGV[8] }
