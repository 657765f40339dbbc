-- Reads what erased members had, and which erasures are under way, of one moment.
--
-- KEYS[1] hash of what erased members had   KEYS[2] hash of erasures under way
--
-- Reply: array: (field, ms) pairs, then (member, erasure) pairs
--- @flags no-writes
return { redis.call('HGETALL', KEYS[1]), redis.call('HGETALL', KEYS[2]) }
