-- Some of a member's ledger rows, newest first.
--
-- KEYS[1] ledger stream   KEYS[2] history hash, see fold-history.lua
-- ARGV[1] member   ARGV[2] rows before this one, counted from the member's oldest, which is 0; '' for the newest   ARGV[3] how many
-- ARGV[4] 'any' to answer with what the index has, although it lacks rows
--
-- Reply: `lacks` when the index lacks rows; else an array: for each row its number and then the row as XRANGE tells it, or an empty one when it
-- is not there any more
--- @flags no-writes
--- @include "history"
local newest = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
local held = redis.call('HMGET', KEYS[2], '@', ARGV[1])
if ARGV[4] ~= 'any' and newest and (not held[1] or is_behind(newest[1], held[1])) then return 'lacks' end
local full, positions = open_chunk(held[2] or nil)
local number = full * CHUNK + #positions
if ARGV[2] ~= '' then number = math.min(number, tonumber(ARGV[2])) end
local chunk = full
local rows = {}
for _ = 1, tonumber(ARGV[3]) do
  if number == 0 then break end
  number = number - 1
  local wanted = math.floor(number / CHUNK)
  if wanted ~= chunk then
    chunk, positions = wanted, {}
    local value = redis.call('HGET', KEYS[2], ARGV[1] .. ':' .. string.format('%.0f', wanted)) or ''
    for position in string.gmatch(value, '[^,]+') do positions[#positions + 1] = position end
  end
  local position = positions[number % CHUNK + 1]
  rows[#rows + 1] = number
  rows[#rows + 1] = position and redis.call('XRANGE', KEYS[1], position, position)[1] or {}
end
return rows
