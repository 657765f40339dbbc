-- Brings the sums of erased members to at least what a backup has of them. Done twice it is the same as once.
--
-- KEYS[1] hash of what erased members had
-- ARGV field (`<lineage>:<yyyymm>:<category>`) and ms, in turn
--
-- Within a lineage sums only grow, so of two of them the greater is the later one.
--
-- Reply: number of the sums that were raised
local raised = 0
for i = 1, #ARGV, 2 do
  local held = redis.call('HGET', KEYS[1], ARGV[i])
  if not held or tonumber(held) < tonumber(ARGV[i + 1]) then
    redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
    raised = raised + 1
  end
end
return raised
