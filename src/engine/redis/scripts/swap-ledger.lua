-- Puts a ledger that was written anew in the place of the old one, with what was appended to that meanwhile.
--
-- KEYS[1] ledger stream   KEYS[2] the new one
-- ARGV[1] id of the last row that the new one was made of
--
-- Reply: number of rows that were appended meanwhile
local rows = redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+')
for _, row in ipairs(rows) do redis.call('XADD', KEYS[2], row[1], unpack(row[2])) end
if redis.call('EXISTS', KEYS[2]) == 1 then
  redis.call('RENAME', KEYS[2], KEYS[1])
else
  redis.call('UNLINK', KEYS[1])
end
return #rows
