-- Reads the totals of a member: the cached answer when it is of the member's present version and of this period, else what it is made of.
--
-- KEYS[1] cached totals string   KEYS[2] states hash   KEYS[3] days hash
-- ARGV[1] member   ARGV[2] period
--
-- Reply: array: the member's version as a string, then either the cached blob (string) or the days hash (array: field, ms, field, ms, ...)
--- @flags no-writes
--- @include "version"
local version = string.format('%.0f', version_of(redis.call('HGET', KEYS[2], ARGV[1])))
local cached = redis.call('GET', KEYS[1])
local tag = version .. ':' .. ARGV[2] .. ':'
if cached and string.sub(cached, 1, #tag) == tag then return { version, string.sub(cached, #tag + 1) } end
return { version, redis.call('HGETALL', KEYS[3]) }
