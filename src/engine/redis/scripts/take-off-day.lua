-- Takes a member off the board of a day and a category, and what the member did off the day's sums, in one step: it may be done again.
--
-- KEYS[1] board zset   KEYS[2] sums zset of the day   ARGV[1] member   ARGV[2] the category as it stands in the sums
--
-- Reply: 1
local own = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or 0) or 0
redis.call('ZREM', KEYS[1], ARGV[1])
local sum = tonumber(redis.call('ZSCORE', KEYS[2], ARGV[2]) or 0) or 0
if own > 0 and sum > 0 then
  if sum > own then
    redis.call('ZADD', KEYS[2], string.format('%.0f', sum - own), ARGV[2])
  else
    redis.call('ZREM', KEYS[2], ARGV[2])
  end
end
return 1
