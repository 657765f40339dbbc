-- Appends to the ledger. A row's id is never before the writer's own clock (`now`), so that a search from a moment of that clock finds it;
-- when another clock was ahead, Redis numbers the row after the newest one.
local ledger_id = nil
local function append(ledger, now, ...)
  if not ledger_id then
    local id = redis.pcall('XADD', ledger, now .. '-*', ...)
    if type(id) == 'string' then return end
    ledger_id = '*'
  end
  redis.call('XADD', ledger, ledger_id, ...)
end
