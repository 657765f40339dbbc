-- Reads what a member's status is made of, at one moment.
--
-- KEYS[1] states hash   KEYS[2..] days hashes of the months that are asked for   ARGV[1] member
--
-- Reply: array: the state's value ('' for none), then each days hash in one string: field, ms, field, ms, ..., with a zero byte between two;
-- sixty strings of their own would cost more than everything else here
--- @flags no-writes
local reply = { redis.call('HGET', KEYS[1], ARGV[1]) or '' }
for i = 2, #KEYS do reply[i] = table.concat(redis.call('HGETALL', KEYS[i]), '\0') end
return reply
