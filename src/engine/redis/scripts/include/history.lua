-- Positions of a member's ledger rows, in a hash of the space: field `<member>` has `<number of full chunks>;<position>,<position>,...` and
-- field `<member>:<n>` the n-th full chunk of CHUNK positions, both oldest first. A chunk is always written whole, so that it can be done twice.
local CHUNK = 32

-- Is stream id a behind stream id b?
local function is_behind(a, b)
  local a_ms, a_seq = string.match(a, '^(%d+)%-(%d+)$')
  local b_ms, b_seq = string.match(b, '^(%d+)%-(%d+)$')
  if a_ms ~= b_ms then return tonumber(a_ms) > tonumber(b_ms) end
  return tonumber(a_seq) > tonumber(b_seq)
end

-- Number of full chunks, and the positions behind them.
local function open_chunk(value)
  local full, rest = string.match(value or '0;', '^(%d+);(.*)$')
  local positions = {}
  for position in string.gmatch(rest or '', '[^,]+') do positions[#positions + 1] = position end
  return tonumber(full or 0), positions
end

-- Adds positions behind those that are there to `pairs` of fields and values, for HSET; what is not behind them is there already.
local function add_positions(pairs_to_set, user, value, more)
  local full, positions = open_chunk(value)
  for _, position in ipairs(more) do
    local newest = positions[#positions]
    if not newest or is_behind(position, newest) then
      -- A full chunk is closed by the next position only, so that the newest position is always in the open one.
      if #positions == CHUNK then
        pairs_to_set[#pairs_to_set + 1] = user .. ':' .. full
        pairs_to_set[#pairs_to_set + 1] = table.concat(positions, ',')
        full, positions = full + 1, {}
      end
      positions[#positions + 1] = position
    end
  end
  pairs_to_set[#pairs_to_set + 1] = user
  pairs_to_set[#pairs_to_set + 1] = string.format('%.0f', full) .. ';' .. table.concat(positions, ',')
end

-- HSET of any number of fields.
local function set_all(key, pairs_to_set)
  for from = 1, #pairs_to_set, 1000 do
    redis.call('HSET', key, unpack(pairs_to_set, from, math.min(from + 999, #pairs_to_set)))
  end
end
