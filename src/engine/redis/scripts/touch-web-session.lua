-- Notes that a session of the web page was used, unless it has ended in the meantime: whoever was logged out everywhere stays so.
--
-- KEYS[1] hash: digest of each session of a person -> the session
-- ARGV[1] digest   ARGV[2] session   ARGV[3] ms that everything of the person is kept
--
-- Reply: 1 when it is there
if not redis.call('HGET', KEYS[1], ARGV[1]) then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
