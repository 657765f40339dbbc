import type { Check } from '../check.js';
import { amber, green, grey, red, type Finding } from '../finding.js';

type Info = ReadonlyMap<string, string>;

const NOT_THERE = grey('not looked at: there is no connection to Redis');
const mega = (bytes: number): string => `${Math.round(bytes / 1_048_576).toLocaleString('en')} MiB`;

/** What INFO persistence says. */
export const judgePersistence = (info: Info): Finding => {
  if (info.get('aof_enabled') !== '1')
    return amber(
      'no append-only file: what Redis has not saved when it ends unexpectedly is lost, apart from the last ten minutes, which the journal has',
      'Set `appendonly yes` and `appendfsync everysec` in redis.conf',
    );
  const failed = [
    ['aof_last_write_status', 'the append-only file cannot be written'],
    ['aof_last_bgrewrite_status', 'the last rewrite of the append-only file failed'],
    ['rdb_last_bgsave_status', 'the last snapshot failed'],
  ].find(([field = '']) => (info.get(field) ?? 'ok') !== 'ok');
  return failed === undefined
    ? green('the append-only file is on, and is written')
    : red(failed[1] ?? '', 'Look at the log of Redis, and at the space on its disk');
};

export const redisPersistence: Check = {
  name: 'Redis persistence',
  async look({ redis }) {
    return (await redis.open()).kind === 'connection' ? [judgePersistence(await redis.info('persistence'))] : [NOT_THERE];
  },
};

/** From this part of `maxmemory` on it is time to do something. */
const NEARLY_FULL = 0.8;

/** What INFO memory says. */
export const judgeMemory = (info: Info): Finding => {
  const policy = info.get('maxmemory_policy') ?? 'noeviction';
  const [max, used] = [Number(info.get('maxmemory') ?? 0), Number(info.get('used_memory') ?? 0)];
  const mend = 'Set `maxmemory-policy noeviction` in redis.conf, and give Redis a server of its own for Punchcard';
  if (policy !== 'noeviction')
    return max > 0
      ? red(`maxmemory-policy is ${policy}: when ${mega(max)} are full, Redis throws away time that people worked`, mend)
      : amber(`maxmemory-policy is ${policy}; without maxmemory nothing is thrown away yet`, mend);
  if (max > 0 && used > max * NEARLY_FULL)
    return amber(`${mega(used)} of ${mega(max)} are used; when it is full, changes wait in the journal`, 'Raise `maxmemory`');
  return green(`${policy}, ${mega(used)} used${max > 0 ? ` of ${mega(max)}` : ''}`);
};

export const redisMemory: Check = {
  name: 'Redis memory',
  async look({ redis }) {
    return (await redis.open()).kind === 'connection' ? [judgeMemory(await redis.info('memory'))] : [NOT_THERE];
  },
};
