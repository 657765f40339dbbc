-- A process says that it is there, and hears who has not brought back yet what it had.
--
-- KEYS[1] hash: process -> `<server> <ms>`, the server that has all that the process had, or `-`, and when it said so; field `@` -> the server
-- that is there, and when somebody was last heard on the one before
-- ARGV[1] server   ARGV[2] process, '' for none   ARGV[3] 1 when all that it had is on this server   ARGV[4] ms before the end of the last
-- server in which who was there counts   ARGV[5] ms after which a process is forgotten   ARGV[6..] processes that are no more
--
-- Reply: array of the processes that are missing. The moment is the server's own, so that the processes' clocks need not agree.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local server, process = ARGV[1], ARGV[2]
for i = 6, #ARGV do redis.call('HDEL', KEYS[1], ARGV[i]) end

local cells = redis.call('HGETALL', KEYS[1])
local known, newest, epoch = {}, 0, nil
for i = 1, #cells, 2 do
  local at, ms = string.match(cells[i + 1], '^(%S+) (%d+)$')
  local said = { server = at, ms = tonumber(ms) }
  if cells[i] == '@' then
    epoch = said
  else
    known[cells[i]] = said
    newest = math.max(newest, said.ms)
  end
end
if epoch == nil or epoch.server ~= server then
  epoch = { server = server, ms = newest }
  redis.call('HSET', KEYS[1], '@', server .. ' ' .. string.format('%.0f', newest))
end
if process ~= '' then
  local before = known[process] and known[process].server or '-'
  redis.call('HSET', KEYS[1], process, (ARGV[3] == '1' and server or before) .. ' ' .. string.format('%.0f', now))
end
local missing = {}
for name, said in pairs(known) do
  if name ~= process and said.server ~= server then
    if said.ms >= epoch.ms - tonumber(ARGV[4]) then
      missing[#missing + 1] = name
    elseif said.ms < now - tonumber(ARGV[5]) then
      redis.call('HDEL', KEYS[1], name)
    end
  elseif said.ms < now - tonumber(ARGV[5]) then
    redis.call('HDEL', KEYS[1], name)
  end
end
return missing
