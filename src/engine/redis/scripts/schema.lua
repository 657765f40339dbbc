-- Raises the schema by one step, unless somebody did so meanwhile.
--
-- KEYS[1] schema string
-- ARGV[1] the schema before (also of a database that does not say it)   ARGV[2] the schema from now on
--
-- Reply: the schema that stands now, as a string
local schema = redis.call('GET', KEYS[1]) or ARGV[1]
if schema ~= ARGV[1] then return schema end
redis.call('SET', KEYS[1], ARGV[2])
return ARGV[2]
