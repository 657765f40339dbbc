-- Keeps what a status showed for the next who asks, unless the state is another by now. As long as it is there it is right: whatever changes
-- the state takes it away in the same step, before anything else.
--
-- KEYS[1] states hash   KEYS[2] kept status
-- ARGV[1] member   ARGV[2] what comes before the state   ARGV[3] the state's value, as it was read   ARGV[4] totals (blob)
-- ARGV[5] how long it is kept, ms
--
-- Reply: 1 when it is kept, else 0
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[3] then return 0 end
redis.call('SET', KEYS[2], ARGV[2] .. ARGV[3] .. ARGV[4], 'PX', ARGV[5])
return 1
