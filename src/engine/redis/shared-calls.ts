import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Quota, SharedCalls } from '../calls.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { scripts } from './scripts.js';

/** As `sharedUses`, for calls of the API. */
export const sharedCalls = (redis: Guarded): SharedCalls => {
  const storeClient = {
    rlflxIncr: ([key = '', uses = '', seconds = '']: readonly string[]) =>
      redis.write((connection) => connection.run(scripts.countUses, [key], [uses, seconds])),
  };
  const limiters = new Map<string, RateLimiterRedis>();
  const limiterOf = ({ name, quota, seconds }: Quota): RateLimiterRedis => {
    const known = limiters.get(name);
    if (known !== undefined) return known;
    const made = new RateLimiterRedis({ storeClient, keyPrefix: '', points: quota, duration: seconds });
    limiters.set(name, made);
    return made;
  };
  return {
    async add(key, calls, quota) {
      try {
        await limiterOf(quota).consume(keys.calls(key), calls);
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
        throw refused;
      }
    },
  };
};
