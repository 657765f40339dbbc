-- Takes, renews or gives back a lease: a right that one process at a time has, for as long as it renews it.
-- The moment is the server's own, so that the processes' clocks need not agree; the number of the lease survives its end.
--
-- KEYS[1] lease hash: `owner`, `until` (ms of the server's clock), `fence`
-- ARGV[1] owner   ARGV[2] ms to hold it from now on; 0 gives it back
--
-- Reply: array of three strings: `m` (mine) or `o` (another's, or nobody's after giving it back), the fence (grows by one each time the
-- lease is taken anew, also by the owner whose time had run out), and the ms that are left
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local state = redis.call('HMGET', KEYS[1], 'owner', 'until', 'fence')
local fence = tonumber(state[3] or '0')
local left = math.max(0, tonumber(state[2] or '0') - now)
local ms = tonumber(ARGV[2])
local function reply(whose, remaining) return { whose, string.format('%.0f', fence), string.format('%.0f', remaining) } end

if left > 0 and state[1] ~= ARGV[1] then return reply('o', left) end
if ms == 0 then
  if left > 0 then redis.call('HSET', KEYS[1], 'until', '0') end
  return reply('o', 0)
end
if left == 0 then fence = fence + 1 end
redis.call('HSET', KEYS[1], 'owner', ARGV[1], 'until', string.format('%.0f', now + ms), 'fence', string.format('%.0f', fence))
return reply('m', ms)
