-- Reads what a member's status is made of, at one moment.
--
-- KEYS[1] states hash   KEYS[2] days hash   ARGV[1] member
--
-- Reply: array: the state's value ('' for none), and the days hash in one string: field, ms, field, ms, ..., with a zero byte between two;
-- sixty strings of their own would cost more than everything else here
--- @flags no-writes
return { redis.call('HGET', KEYS[1], ARGV[1]) or '', table.concat(redis.call('HGETALL', KEYS[2]), '\0') }
