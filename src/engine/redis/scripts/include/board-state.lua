-- What has to be done before a board may be read: deltas that the boards lack, whether it is signed for this audience (1 or 0), and whether it is made
-- (1 or 0): boards of seasons are made when somebody asks for them.
local function state_of(unfolded, audiences, seasons, name, audience, days)
  local lack = redis.call('HLEN', unfolded)
  local signed = (redis.call('HGET', audiences, name) or '0') == audience
  local made = days == '' or redis.call('HGET', seasons, name) == days .. '+'
  return lack .. ' ' .. (signed and 1 or 0) .. ' ' .. (made and 1 or 0)
end
