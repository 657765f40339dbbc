-- Reads who is on the clock in a space, with their states, at one moment.
--
-- KEYS[1] states hash   KEYS[2..] the sets of who is on the clock
--
-- Reply: array: member, the state's value, member, the state's value, ...; in no order
--- @flags no-writes
-- Lua passes only so many values to a command at once.
local AT_ONCE = 1000
local reply = {}
for i = 2, #KEYS do
  local members = redis.call('SMEMBERS', KEYS[i])
  for from = 1, #members, AT_ONCE do
    local to = math.min(from + AT_ONCE - 1, #members)
    local values = redis.call('HMGET', KEYS[1], unpack(members, from, to))
    for at = from, to do
      local value = values[at - from + 1]
      if value then
        reply[#reply + 1] = members[at]
        reply[#reply + 1] = value
      end
    end
  end
end
return reply
