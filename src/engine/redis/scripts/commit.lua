-- Applies a batch of commits of one space, each whole or not at all, in the order given.
--
-- KEYS[1] states hash   KEYS[2] on-the-clock zset   KEYS[3] ledger stream   KEYS[4] recent requests zset   KEYS[5] months hash
-- KEYS[6..] as the commits need them, in order: the member's days hash when it has day deltas, then one entries zset for each entry change
--
-- ARGV[1] now, ms   ARGV[2] requests at or before this ms are forgotten   ARGV[3] invalidation channel   ARGV[4] `<origin> <space> `
-- then for each commit:
--   request id, member, expected version, next value `<version>:<state>`, start of the active session in ms or '',
--   ledger rows (blob), number of day deltas, number of entry changes,
--   for each day delta: field `yyyymmdd:category`, ms (may be negative)
--   for each entry change: '+' or '-', end in ms, entry (blob), month `yyyymm`, the id's bytes within the blob ('' for '+')
--
-- Reply: for each commit `o` (applied now), `r` (this request was applied before) or `c` (the version had moved on), then the version
-- that stands now; joined by ','.
--- @include "version"
--- @include "ledger"
local states, on, ledger, requests, months = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local now, channel = ARGV[1], ARGV[3]
local k, a = 6, 5
local replies, changed = {}, {}

redis.call('ZREMRANGEBYSCORE', requests, '-inf', ARGV[2])

-- The bytes of an entry may differ from what we would write today (an older layout), so the id decides.
local function remove_entry(key, score, blob, id)
  if redis.call('ZREM', key, blob) == 1 then return end
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', key, score, score)) do
    if string.find(member, id, 1, true) then
      redis.call('ZREM', key, member)
      return
    end
  end
end

local function put_entry(key, score, blob, user, month)
  redis.call('ZADD', key, score, blob)
  local known = redis.call('HGET', months, user)
  if not known then
    redis.call('HSET', months, user, month)
  elseif not string.find(known, month, 1, true) then
    redis.call('HSET', months, user, known .. ',' .. month)
  end
end

while a <= #ARGV do
  local request, user, expected, value, start, rows = ARGV[a], ARGV[a + 1], ARGV[a + 2], ARGV[a + 3], ARGV[a + 4], ARGV[a + 5]
  local days, entries = tonumber(ARGV[a + 6]), tonumber(ARGV[a + 7])
  a = a + 8
  local version = version_of(redis.call('HGET', states, user))
  local kind = 'o'
  if redis.call('ZADD', requests, 'NX', now, request) == 0 then
    kind = 'r'
  elseif version ~= tonumber(expected) then
    kind = 'c'
    redis.call('ZREM', requests, request)
  end

  if kind ~= 'o' then
    k = k + (days > 0 and 1 or 0) + entries
    a = a + 2 * days + 5 * entries
  else
    redis.call('HSET', states, user, value)
    if start == '' then
      redis.call('ZREM', on, user)
    else
      redis.call('ZADD', on, start, user)
    end
    if days > 0 then
      local key = KEYS[k]
      k = k + 1
      for _ = 1, days do
        if redis.call('HINCRBY', key, ARGV[a], ARGV[a + 1]) == 0 then redis.call('HDEL', key, ARGV[a]) end
        a = a + 2
      end
    end
    for _ = 1, entries do
      if ARGV[a] == '+' then
        put_entry(KEYS[k], ARGV[a + 1], ARGV[a + 2], user, ARGV[a + 3])
      else
        remove_entry(KEYS[k], ARGV[a + 1], ARGV[a + 2], ARGV[a + 4])
      end
      k = k + 1
      a = a + 5
    end
    version = version + 1
    local stands = string.format('%.0f', version)
    append(ledger, now, 'r', request, 'u', user, 'v', stands, 'b', rows)
    changed[#changed + 1] = user .. ':' .. stands
  end
  replies[#replies + 1] = kind .. string.format('%.0f', version)
end

if #changed > 0 then redis.call('PUBLISH', channel, ARGV[4] .. table.concat(changed, ',')) end
return table.concat(replies, ',')
