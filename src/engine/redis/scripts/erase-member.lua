-- Erases what is kept of a member, but for the ledger (which takes longer) and the roles (which have to be taken first). What remains is an
-- empty state of the next version, so that nothing of before can be committed; it is buried later.
--
-- KEYS[1] states hash   KEYS[2] months hash   KEYS[3] hash of erasures under way
-- KEYS[4..] hashes of the space that may have a field of the member, then sets that the member may be in, then the member's own keys
-- ARGV[1] member   ARGV[2] its months, as the caller knows them   ARGV[3] the empty state (blob)   ARGV[4] now, ms
-- ARGV[5] invalidation channel   ARGV[6] `<origin> <space> `   ARGV[7] a message that the documents of the member are gone
-- ARGV[8] number of the hashes   ARGV[9] number of the sets
--
-- Reply: `c` when the months are others by now; else the version of what remains, as a string ('0': there was nothing)
--- @include "version"
local user = ARGV[1]
if (redis.call('HGET', KEYS[2], user) or '') ~= ARGV[2] then return 'c' end
local sets, own = 4 + tonumber(ARGV[8]), 4 + tonumber(ARGV[8]) + tonumber(ARGV[9])
local gone = 0
for i = 4, sets - 1 do redis.call('HDEL', KEYS[i], user) end
for i = sets, own - 1 do redis.call('SREM', KEYS[i], user) end
for i = own, #KEYS do gone = gone + redis.call('UNLINK', KEYS[i]) end
redis.call('PUBLISH', ARGV[5], ARGV[7])
local value = redis.call('HGET', KEYS[1], user)
if not value and gone == 0 then return '0' end
local version = string.format('%.0f', version_of(value) + 1)
redis.call('HSET', KEYS[1], user, version .. ':' .. ARGV[3])
redis.call('HSET', KEYS[3], user, 'begun:' .. ARGV[4] .. ':' .. version)
redis.call('PUBLISH', ARGV[5], ARGV[6] .. user .. ':' .. version)
return version
