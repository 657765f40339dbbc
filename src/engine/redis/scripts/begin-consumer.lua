-- A consumer of the ledger begins in a space with what is appended from now on; nothing when it has begun there before.
--
-- KEYS[1] ledger stream   KEYS[2] hash of what consumers have read   ARGV[1] consumer
--
-- Reply: 1 when it begins now, else 0
--- @include "last-id"
local last = last_id(KEYS[1])
-- Without a ledger everything is still to come.
if last == '0-0' then return 0 end
return redis.call('HSETNX', KEYS[2], ARGV[1], last)
