-- Counts uses of an allowance in a window that begins with the first of them. Written with the commands that every user of ours may run already: INCRBY and
-- PTTL would have needed new rights.
--
-- KEYS[1] string with a time to live: `<uses>:<end of the window, ms>`
-- ARGV[1] uses   ARGV[2] length of a window, s
--
-- Reply: {uses of the window, ms until it ends}
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local length = ARGV[2] * 1000
local uses, ends = string.match(redis.call('GET', KEYS[1]) or '', '^(%d+):(%d+)$')
uses, ends = tonumber(uses or 0), tonumber(ends or 0)
if ends <= now or ends > now + length then
  uses, ends = 0, now + length
end
uses = uses + ARGV[1]
redis.call('SET', KEYS[1], string.format('%.0f:%.0f', uses, ends), 'PX', string.format('%.0f', ends - now))
return { uses, ends - now }
