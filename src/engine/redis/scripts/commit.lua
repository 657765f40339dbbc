-- Applies a batch of commits of one space, each whole or not at all. No member is in it twice.
--
-- KEYS[1] states hash   KEYS[2] ledger stream   KEYS[3] unfolded hash   KEYS[4] months hash   KEYS[5] months hash of the day buckets
-- KEYS[6..12] on-the-clock sets; see keys.ts for which of them is a member's
-- then a kept status for each commit, then as the commits need them, in order: the days hash of its month for each day delta, one entries zset
-- for each entry change
--
-- ARGV[1] invalidation channel   ARGV[2] `<origin> <space> `   ARGV[3] the commits, one after the other, each as
-- src/engine/codec/commit.ts writes it   ARGV[4] a byte for each commit: how many bytes at the end of its next value name the requests that
-- made the state it was decided on; 0 when nothing does
--
-- The version alone does not say whether a decision was made on the state that is here: after Redis has lost history, another process may have
-- made the same version another way. So the requests that made it are compared too.
--
-- A request is known by its id's bytes in the stored state: among those seen, or as the session that it began. Ids are snowflakes or at least
-- thirteen characters, too long to stand there by chance.
--
-- Reply: for each commit `o` (applied now), `r` (this request was applied before) or `c` (another state is here), the last two with the
-- version that stands; joined by ','; then ';' and the number of unfolded deltas when there are more.
--
-- What all commits need is done once for the batch: a call from Lua costs more than what it does.
--
-- Redis writes what a script did as one transaction to its append-only file. When a power cut tears the file within one, Redis 7 drops that
-- transaction but leaves its beginning in the file, and at the next start this beginning is done as part of the transaction that follows, which
-- is mostly the same commit offered again. So nothing here adds: everything sets, and done twice it is the same. A ledger row may come to stand
-- there twice; readers take it once.
--- @include "ledger"
local states, ledger, unfolded, months, day_months = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local FIXED = 12
local batch, made_by = ARGV[3], ARGV[4]
local unpack_fields, find, sub, byte = struct.unpack, string.find, string.sub, string.byte

-- A state ends in the ids of at most three requests, newest first; the head of its row (an array of five cells and these) stands at `head`.
-- `named`: the newest of the state that was decided on, and the one before it if there was one.
local function was_made_by(value, head, named, count)
  local kept = byte(value, head) - 0x95
  local is_end = sub(value, -#named) == named
  if kept == count then return is_end end
  return count == 2 and kept == 3 and not is_end and find(value, named, head, true) ~= nil
end

-- The bytes of an entry may differ from what we would write today (an older layout), so the id decides.
local function remove_entry(key, score, blob, id)
  if redis.call('ZREM', key, blob) == 1 then return end
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', key, score, score)) do
    if find(member, id, 1, true) then
      redis.call('ZREM', key, member)
      return
    end
  end
end

-- A month of a member is a key of its own, which is found by the index.
local function note_month(index, user, month)
  local known = redis.call('HGET', index, user)
  if not known then
    redis.call('HSET', index, user, month)
  elseif not find(known, month, 1, true) then
    redis.call('HSET', index, user, known .. ',' .. month)
  end
end

local function put_entry(key, score, blob, user, month)
  redis.call('ZADD', key, score, blob)
  note_month(months, user, month)
end

-- A bucket that is new is the only reason to look whether its month is new; the index comes first, so that a torn file has no month that it
-- does not name.
local function add_to_bucket(key, field, ms, user)
  local held = redis.call('HGET', key, field)
  local sum = tonumber(held or 0) + tonumber(ms)
  if sum == 0 then
    redis.call('HDEL', key, field)
    return
  end
  if not held and redis.call('HLEN', key) == 0 then note_month(day_months, user, sub(field, 1, 6)) end
  redis.call('HSET', key, field, string.format('%.0f', sum))
end

local users, commits = {}, {}
local at, size = 1, #batch
while at <= size do
  local user, expected, start, request, value, row, days, entries
  user, expected, start, request, value, row, days, entries, at = unpack_fields('<Bc0Bc0Bc0Bc0I4c0I4c0BB', batch, at)
  if days == 255 or entries == 255 then
    days, entries, at = unpack_fields('<I2I2', batch, at)
  end
  local commit = { expected, start, request, value, row, days, entries, at }
  for _ = 1, days do
    local field, ms
    field, ms, at = unpack_fields('<Bc0Bc0', batch, at)
  end
  for _ = 1, entries do
    local op, score, blob, month, id
    op, score, blob, month, id, at = unpack_fields('<Bc0Bc0I4c0Bc0Bc0', batch, at)
  end
  users[#users + 1] = user
  commits[#commits + 1] = commit
end

-- Notes a member for its on-the-clock set.
local function note(sets, user)
  local key = KEYS[6 + tonumber(sub(user, -6)) % 7]
  local members = sets[key]
  if members then members[#members + 1] = user else sets[key] = { user } end
end

-- First: whoever finds a status there takes it for right.
redis.call('DEL', unpack(KEYS, FIXED + 1, FIXED + #users))
local stand = redis.call('HMGET', states, unpack(users))
local replies, changed = {}, {}
local next_states, begun, over, deltas = {}, {}, {}, {}
local k = FIXED + 1 + #users
for index, user in ipairs(users) do
  local commit, value = commits[index], stand[index]
  local version = value and sub(value, 1, find(value, ':', 1, true) - 1) or '0'
  local days, entries = commit[6], commit[7]
  if value and find(value, commit[3], #version + 2, true) then
    replies[index] = 'r' .. version
    k = k + days + entries
  elseif
    version ~= commit[1]
    or byte(made_by, index) > 0
      and not was_made_by(
        value,
        #version + 2,
        sub(commit[4], -byte(made_by, index)),
        byte(commit[4], find(commit[4], ':', 1, true) + 1) - 0x96
      )
  then
    replies[index] = 'c' .. version
    k = k + days + entries
  else
    replies[index] = 'o'
    local next_value, start = commit[4], commit[2]
    next_states[#next_states + 1] = user
    next_states[#next_states + 1] = next_value
    note(start == '' and over or begun, user)
    append(ledger, user, commit[5])
    local stands = sub(next_value, 1, find(next_value, ':', 1, true) - 1)
    changed[#changed + 1] = user .. ':' .. stands
    local position = commit[8]
    for _ = 1, days do
      local field, ms
      field, ms, position = unpack_fields('<Bc0Bc0', batch, position)
      add_to_bucket(KEYS[k], field, ms, user)
      k = k + 1
      deltas[#deltas + 1] = user .. ':' .. stands .. ':' .. field
      deltas[#deltas + 1] = ms
    end
    for _ = 1, entries do
      local op, score, blob, month, id
      op, score, blob, month, id, position = unpack_fields('<Bc0Bc0I4c0Bc0Bc0', batch, position)
      if op == '+' then
        put_entry(KEYS[k], score, blob, user, month)
      else
        remove_entry(KEYS[k], score, blob, id)
      end
      k = k + 1
    end
  end
end

if #next_states > 0 then redis.call('HSET', states, unpack(next_states)) end
for key, members in pairs(begun) do redis.call('SADD', key, unpack(members)) end
for key, members in pairs(over) do redis.call('SREM', key, unpack(members)) end
if #changed > 0 then redis.call('PUBLISH', ARGV[1], ARGV[2] .. table.concat(changed, ',')) end
local reply = table.concat(replies, ',')
if #deltas == 0 then return reply end
redis.call('HSET', unfolded, unpack(deltas))
return reply .. ';' .. redis.call('HLEN', unfolded)
