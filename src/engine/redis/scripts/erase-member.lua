-- Erases what is kept of a member, but for the ledger (which takes longer) and the roles (which have to be taken first). What remains is an
-- empty state of the next version, so that nothing of before can be committed; it is buried later.
--
-- KEYS[1] states hash   KEYS[2] the member's on-the-clock set   KEYS[3] months hash   KEYS[4] days hash   KEYS[5] notices list
-- KEYS[6] set of members with notices   KEYS[7] kept status   KEYS[8] hash of forced restores   KEYS[9] hash of erasures under way
-- KEYS[10..] entries zsets of the member's months
-- ARGV[1] member   ARGV[2] its months, as the caller knows them   ARGV[3] the empty state (blob)   ARGV[4] now, ms
-- ARGV[5] invalidation channel   ARGV[6] `<origin> <space> `
--
-- Reply: `c` when the months are others by now; else the version of what remains, as a string ('0': there was nothing)
--- @include "version"
local user = ARGV[1]
if (redis.call('HGET', KEYS[3], user) or '') ~= ARGV[2] then return 'c' end
redis.call('SREM', KEYS[2], user)
redis.call('HDEL', KEYS[3], user)
redis.call('UNLINK', KEYS[4], KEYS[5], KEYS[7])
redis.call('SREM', KEYS[6], user)
redis.call('HDEL', KEYS[8], user)
for i = 10, #KEYS do redis.call('UNLINK', KEYS[i]) end
local value = redis.call('HGET', KEYS[1], user)
if not value then return '0' end
local version = string.format('%.0f', version_of(value) + 1)
redis.call('HSET', KEYS[1], user, version .. ':' .. ARGV[3])
redis.call('HSET', KEYS[9], user, 'begun:' .. ARGV[4] .. ':' .. version)
redis.call('PUBLISH', ARGV[5], ARGV[6] .. user .. ':' .. version)
return version
