-- Gives back a turn, if it is still ours.
--
-- KEYS[1] string: whose turn it is
-- ARGV[1] ours
--
-- Reply: 1 when it was ours
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
