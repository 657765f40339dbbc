-- Appends to the ledger. A row's id is the server's own moment.
--
-- A torn append-only file may bring a row back, with the next start, that was lost with the last one; every row written in between has to come
-- behind it, or Redis refuses it while it loads the file. So no clock counts but the server's, which goes on meanwhile. When rows stand there
-- with a later id (the clock was ahead), the sequence is the moment in µs.
local ledger_ms, ledger_seq = nil, nil
local function append(ledger, ...)
  if not ledger_seq then
    local clock = redis.call('TIME')
    local us = tonumber(clock[1]) * 1000000 + tonumber(clock[2])
    local id = redis.pcall('XADD', ledger, string.format('%.0f', math.floor(us / 1000)) .. '-*', ...)
    if type(id) == 'string' then return end
    local newest = redis.call('XREVRANGE', ledger, '+', '-', 'COUNT', 1)[1]
    local ms, seq = string.match(newest and newest[1] or '0-0', '^(%d+)%-(%d+)$')
    ledger_ms, ledger_seq = ms, math.max(tonumber(seq), us)
  end
  ledger_seq = ledger_seq + 1
  local id = redis.pcall('XADD', ledger, ledger_ms .. '-' .. string.format('%.0f', ledger_seq), ...)
  -- The rows that were ahead are gone, and only their ids are remembered.
  if type(id) ~= 'string' then redis.call('XADD', ledger, '*', ...) end
end
