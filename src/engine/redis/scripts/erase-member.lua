-- Erases what is kept of a member, but for the ledger (which takes longer) and the roles (which have to be taken first). What remains is an
-- empty state of the next version, so that nothing of before can be committed; it is buried later.
--
-- KEYS[1] states hash   KEYS[2] hash of erasures under way   KEYS[3] zset of due rows   KEYS[4] hash of the member's due rows
-- KEYS[5] hash of what erased members had
-- KEYS[6..] indexes of the member's months, then hashes of the space that may have a field of the member, then sets that the member may be in,
-- then the member's own keys, of which the last are its days hashes
-- ARGV[1] member   ARGV[2] the empty state (blob)   ARGV[3] now, ms   ARGV[4] invalidation channel   ARGV[5] `<origin> <space> `
-- ARGV[6] a message that the documents of the member are gone   ARGV[7] number of the indexes   ARGV[8] number of the hashes
-- ARGV[9] number of the sets   ARGV[10] number of the days hashes that the space keeps as sums (0: it keeps none)
-- ARGV[11] lineage that the sums begin when there is none yet   ARGV[12..] for each index: the months that it names, as the caller knows them
--
-- Sums are set and not added to, as everything is (see commit.lua): what a torn file does twice is the same as once.
--
-- Reply: `c` when the months are others by now; else the version of what remains, as a string ('0': there was nothing)
--- @include "version"
local user = ARGV[1]
local former = KEYS[5]
local hashes = 6 + tonumber(ARGV[7])
local sets = hashes + tonumber(ARGV[8])
local own = sets + tonumber(ARGV[9])
for i = 6, hashes - 1 do
  if (redis.call('HGET', KEYS[i], user) or '') ~= ARGV[6 + i] then return 'c' end
end

local sums = {}
for i = #KEYS - tonumber(ARGV[10]) + 1, #KEYS do
  local days = redis.call('HGETALL', KEYS[i])
  for at = 1, #days, 2 do
    local month, category = string.match(days[at], '^(%d%d%d%d%d%d)%d%d:(.*)$')
    -- What is no bucket is erased all the same.
    if month then
      local field = month .. ':' .. category
      sums[field] = (sums[field] or 0) + (tonumber(days[at + 1]) or 0)
    end
  end
end
if next(sums) then
  local lineage = redis.call('HGET', former, '@')
  if not lineage then
    lineage = ARGV[11]
    redis.call('HSET', former, '@', lineage)
  end
  for field, ms in pairs(sums) do
    local name = lineage .. ':' .. field
    local sum = tonumber(redis.call('HGET', former, name) or 0) + ms
    if ms ~= 0 then redis.call('HSET', former, name, string.format('%.0f', sum)) end
  end
end

local gone = 0
local due = redis.call('HGETALL', KEYS[4])
for i = 1, #due, 2 do redis.call('ZREM', KEYS[3], user .. ':' .. due[i]) end
for i = hashes, sets - 1 do redis.call('HDEL', KEYS[i], user) end
for i = sets, own - 1 do redis.call('SREM', KEYS[i], user) end
for i = own, #KEYS do gone = gone + redis.call('UNLINK', KEYS[i]) end
redis.call('PUBLISH', ARGV[4], ARGV[6])
local value = redis.call('HGET', KEYS[1], user)
if not value and gone == 0 then return '0' end
local version = string.format('%.0f', version_of(value) + 1)
redis.call('HSET', KEYS[1], user, version .. ':' .. ARGV[2])
redis.call('HSET', KEYS[2], user, 'begun:' .. ARGV[3] .. ':' .. version)
redis.call('PUBLISH', ARGV[4], ARGV[5] .. user .. ':' .. version)
return version
