import { createHash } from 'node:crypto';
import type { Connection, Script } from './connection.js';
import { list, text } from './replies.js';

/**
 * Every command that we send and our scripts call, as docs/redis-user.conf allows them (test/architecture/redis-user.test.ts compares them). Those of the cluster
 * are needed there only.
 */
export const COMMANDS = [
  ...[
    'asking',
    'del',
    'eval',
    'evalsha',
    'exists',
    'expire',
    'expireat',
    'get',
    'hdel',
    'hget',
    'hgetall',
    'hlen',
    'hmget',
    'hscan',
  ],
  ...[
    'hset',
    'hsetnx',
    'incr',
    'info',
    'llen',
    'lrange',
    'lrem',
    'pexpire',
    'ping',
    'publish',
    'readonly',
    'readwrite',
    'rename',
  ],
  ...['rpush', 'sadd', 'scard', 'select', 'set', 'sismember', 'smembers', 'srem', 'sscan', 'subscribe', 'time', 'unlink'],
  ...[
    'unsubscribe',
    'xadd',
    'xdel',
    'xinfo',
    'xrange',
    'xrevrange',
    'zadd',
    'zcount',
    'zmscore',
    'zrange',
    'zrangebyscore',
    'zrem',
  ],
  ...['zremrangebyscore', 'zrevrange', 'zscan', 'zscore', 'cluster|info', 'cluster|slots'],
] as const;

/** Commands that a single server is never sent. */
const OF_THE_CLUSTER: ReadonlySet<string> = new Set(['asking', 'readonly', 'readwrite', 'cluster|info', 'cluster|slots']);
/** Redis judges only whole names. */
const WHOLE: Readonly<Record<string, string>> = { xinfo: 'xinfo|stream' };

const SOURCE = `#!lua flags=no-writes,allow-stale
local missing = {}
for _, name in ipairs(ARGV) do
  local words = {}
  for word in string.gmatch(name, '[^|]+') do table.insert(words, string.upper(word)) end
  for _ = 1, 3 do table.insert(words, 'pc:1') end
  local known, allowed = pcall(redis.acl_check_cmd, unpack(words))
  if known and not allowed then table.insert(missing, name) end
end
return missing`;
const SCRIPT: Script = { name: 'rights', source: SOURCE, sha: createHash('sha1').update(SOURCE).digest('hex') };

/** The commands that our user may not run on keys and the channel that begin with `pc:`. Changes nothing: Redis judges, and runs none of them. */
export const missingRights = async (connection: Pick<Connection, 'mode' | 'run'>): Promise<readonly string[]> => {
  const asked = COMMANDS.filter((name) => connection.mode === 'cluster' || !OF_THE_CLUSTER.has(name));
  return list(
    await connection.run(
      SCRIPT,
      [],
      asked.map((name) => WHOLE[name] ?? name),
    ),
  ).map(text);
};
