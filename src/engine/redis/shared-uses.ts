import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { ALLOWANCE_SECONDS } from '../../domain/allowances.js';
import type { SharedUses } from '../limits.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { scripts } from './scripts.js';

/**
 * What all processes have used of an allowance, counted by the limiter of the library. It is handed a client with the one call that it makes, which goes the way
 * of all our commands: behind the breaker, and by a script of ours that needs no right that was not needed before.
 */
export const sharedUses = (redis: Guarded): SharedUses => {
  const storeClient = {
    rlflxIncr: ([key = '', uses = '', seconds = '']: readonly string[]) =>
      redis.write((connection) => connection.run(scripts.countUses, [key], [uses, seconds])),
  };
  const limiters = new Map<number, RateLimiterRedis>();
  const limiterOf = (points: number): RateLimiterRedis => {
    const known = limiters.get(points);
    if (known !== undefined) return known;
    const made = new RateLimiterRedis({ storeClient, keyPrefix: '', points, duration: ALLOWANCE_SECONDS });
    limiters.set(points, made);
    return made;
  };
  return {
    async add({ space, user, allowance }, uses, points) {
      const key = user === null ? keys.spaceUses(space, allowance) : keys.memberUses(space, user, allowance);
      try {
        await limiterOf(points).consume(key, uses);
        return null;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
        throw refused;
      }
    },
  };
};
