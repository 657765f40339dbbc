-- Rows of the ledger that a consumer has not read yet.
--
-- KEYS[1] ledger stream   KEYS[2] hash of what consumers have read: consumer -> position; `*` -> position up to which a restore brought rows
-- ARGV[1] consumer   ARGV[2] how many rows
-- ARGV[3] `all` when a consumer that has read nothing reads from the very beginning; else what a restore brought is left out
-- ARGV[4] ms by which a consumer goes back that has read further than the ledger goes
--
-- Reply: array: the consumer's position ('' for none), `lost` when it is ahead of the ledger (Redis lost rows that were read) or '', then the
-- rows as XRANGE tells them
--- @flags no-writes
--- @include "history"
--- @include "last-id"
local held = redis.call('HMGET', KEYS[2], ARGV[1], '*')
local position, lost = held[1] or '', ''
local from = '-'
if position ~= '' then
  from = '(' .. position
  local last = last_id(KEYS[1])
  if is_behind(position, last) then
    lost = 'lost'
    from = string.format('%.0f', math.max(0, tonumber(string.match(last, '^%d+')) - tonumber(ARGV[4])))
  end
elseif held[2] and ARGV[3] ~= 'all' then
  from = '(' .. held[2]
end
local reply = { position, lost }
for _, row in ipairs(redis.call('XRANGE', KEYS[1], from, '+', 'COUNT', ARGV[2])) do reply[#reply + 1] = row end
return reply
