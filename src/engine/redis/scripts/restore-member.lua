-- Puts a member's state back, as the last step of a restore; the entries, months and day buckets are there already.
--
-- KEYS[1] states hash   KEYS[2] the member's on-the-clock set   KEYS[3] ledger stream   KEYS[4] given roles hash   KEYS[5] notices list
-- KEYS[6] set of members with notices   KEYS[7] hash of forced restores   KEYS[8] kept status
-- ARGV[1] member   ARGV[2] value that stands now ('' for none)   ARGV[3] next value `<version>:<state>`
-- ARGV[4] 'on' when it is on the clock, or ''   ARGV[5] roles, space-separated, or ''
-- ARGV[6] ledger row (blob); '' when nothing is overwritten
-- ARGV[7] what is kept in KEYS[7] for the member   ARGV[8] for how long, ms
-- ARGV[9..] notices (blobs), put there when there are none
--
-- Reply: `o` (put back) or `c` (something else stands there by now)
--- @include "ledger"
local user = ARGV[1]
if (redis.call('HGET', KEYS[1], user) or '') ~= ARGV[2] then return 'c' end
redis.call('DEL', KEYS[8])
redis.call('HSET', KEYS[1], user, ARGV[3])
if ARGV[4] == '' then
  redis.call('SREM', KEYS[2], user)
else
  redis.call('SADD', KEYS[2], user)
end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[4], user, ARGV[5]) end
if ARGV[6] ~= '' then
  append(KEYS[3], user, ARGV[6])
  redis.call('HSET', KEYS[7], user, ARGV[7])
  redis.call('PEXPIRE', KEYS[7], ARGV[8])
end
if #ARGV > 8 and redis.call('LLEN', KEYS[5]) == 0 then
  redis.call('SADD', KEYS[6], user)
  for i = 9, #ARGV do redis.call('RPUSH', KEYS[5], ARGV[i]) end
end
return 'o'
