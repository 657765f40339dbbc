-- A process says how much of what it had is back, and hears who has not brought back everything yet.
--
-- KEYS[1] hash: process -> `<server> <stage> <ms>`, how far it is with that server (0, 1: what is certain is there, 2: everything is, 3: and it
-- leaves) and when it said so; field `@` -> `<server> 0 <ms>`, the server that is there, and when somebody was last heard on the one before
-- ARGV[1] server   ARGV[2] process, '' for none   ARGV[3] its stage on this server   ARGV[4] ms that the last server has to have lived on after
-- a process left, so that nobody misses it   ARGV[5] ms after which a process is forgotten   ARGV[6..] processes that are no more
--
-- Reply: array of names and stages of the others that are not yet at stage 2. The moment is the server's own, so that the processes' clocks
-- need not agree.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local server, process = ARGV[1], ARGV[2]
for i = 6, #ARGV do redis.call('HDEL', KEYS[1], ARGV[i]) end

local cells = redis.call('HGETALL', KEYS[1])
local known, newest, epoch = {}, 0, nil
for i = 1, #cells, 2 do
  local at, stage, ms = string.match(cells[i + 1], '^(%S+) (%d) (%d+)$')
  local said = { server = at, stage = at == server and math.min(tonumber(stage), 2) or 0, left = stage == '3', ms = tonumber(ms) }
  if cells[i] == '@' then
    epoch = said
  else
    known[cells[i]] = said
    newest = math.max(newest, said.ms)
  end
end
if epoch == nil or epoch.server ~= server then
  epoch = { server = server, ms = newest }
  redis.call('HSET', KEYS[1], '@', server .. ' 0 ' .. string.format('%.0f', newest))
end
if process ~= '' then
  redis.call('HSET', KEYS[1], process, server .. ' ' .. ARGV[3] .. ' ' .. string.format('%.0f', now))
end
local missing = {}
for name, said in pairs(known) do
  if said.ms < math.min(epoch.ms, now) - tonumber(ARGV[5]) then
    redis.call('HDEL', KEYS[1], name)
  elseif name ~= process and said.stage < 2 and not (said.left and said.ms < epoch.ms - tonumber(ARGV[4])) then
    missing[#missing + 1] = name
    missing[#missing + 1] = tostring(said.stage)
  end
end
return missing
