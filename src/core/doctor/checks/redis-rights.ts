import { missingRights } from '../../../engine/redis/rights.js';
import type { Check } from '../check.js';
import { green, grey, red } from '../finding.js';

/** May our user do everything that the bot does? Redis is asked what it would allow; nothing is run. */
export const redisRights: Check = {
  name: 'Redis rights',
  async look({ redis }) {
    const look = await redis.open();
    if (look.kind !== 'connection') return [grey('not looked at: there is no connection to Redis')];
    const missing = await missingRights(look.connection);
    return missing.length === 0
      ? [green('the user of REDIS_URL may run every command that the bot needs')]
      : [
          red(
            `the user of REDIS_URL may not run ${missing.map((name) => name.toUpperCase()).join(', ')} on keys and the channel that begin with pc:`,
            'Give it the rights of docs/redis-user.conf',
          ),
        ];
  },
};
