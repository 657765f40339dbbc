/**
 * Keys, all in the guild's slot: {g}:act HASH member -> session | {g}:actz ZSET member by start | {g}:aud STREAM
 * {g}:h:member ZSET session by end | {g}:t:member HASH "category:day" -> ms | {g}:lb:all|w|m ZSET member by ms
 *
 * ARGV: operations one after the other: guild, member, ms, blob (clock in) | guild, member, ms, '', day, week, month (clock out).
 * Reply: one byte for each operation, 1 or 0. (cmsgpack of Redis 7.0 cannot unpack msgpack's bin type, so the operations are plain ARGV.)
 */
export const BATCH = `
local function cin(kAct,kActz,kAud,uid,ts,blob)
  if redis.call('HSETNX',kAct,uid,blob)==0 then return 0 end
  redis.call('ZADD',kActz,ts,uid)
  redis.call('XADD',kAud,'MAXLEN','~',1000,'*','i',uid)
  return 1
end
local function cout(kAct,kActz,kAud,kHist,kTot,kAll,kWeek,kMonth,uid,ts,day)
  local blob=redis.call('HGET',kAct,uid)
  if not blob then return 0 end
  local s=cmsgpack.unpack(blob)
  local dur=ts-s.s
  s.e=tonumber(ts)
  redis.call('HDEL',kAct,uid)
  redis.call('ZREM',kActz,uid)
  redis.call('ZADD',kHist,ts,cmsgpack.pack(s))
  redis.call('HINCRBY',kTot,s.c..':'..day,dur)
  redis.call('ZINCRBY',kAll,dur,uid)
  redis.call('ZINCRBY',kWeek,dur,uid)
  redis.call('ZINCRBY',kMonth,dur,uid)
  redis.call('XADD',kAud,'MAXLEN','~',1000,'*','o',uid)
  return 1
end
local a=ARGV; local out={}; local i=1
while i<=#a do
  local p='{'..a[i]..'}:'; local u=a[i+1]
  if a[i+3]~='' then out[#out+1]=cin(p..'act',p..'actz',p..'aud',u,a[i+2],a[i+3]); i=i+4
  else out[#out+1]=cout(p..'act',p..'actz',p..'aud',p..'h:'..u,p..'t:'..u,p..'lb:all',p..'lb:w:'..a[i+5],p..'lb:m:'..a[i+6],u,a[i+2],a[i+4]); i=i+7 end
end
return table.concat(out)`;
