-- Some of what the boards of a space lack, and what to fold it with.
--
-- KEYS[1] unfolded hash   KEYS[2] folds string   KEYS[3] seasons hash   ARGV[1] how many, about
--
-- Reply: one string, separated by NUL: the folds string ('' when there is none), number of deltas there are, number of boards of seasons, then
-- field, ms, field, ms, ... of some of them; cells of one string, since each reply of its own costs more than what it says
--- @flags no-writes
local found = redis.call('HSCAN', KEYS[1], 0, 'COUNT', ARGV[1])[2]
local head = (redis.call('GET', KEYS[2]) or '') .. '\0' .. redis.call('HLEN', KEYS[1]) .. '\0' .. redis.call('HLEN', KEYS[3])
if #found == 0 then return head end
return head .. '\0' .. table.concat(found, '\0')
