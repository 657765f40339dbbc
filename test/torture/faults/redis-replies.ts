import { pauseFor, type Dice } from '../dice.js';
import type { RedisServer } from '../system/redis-server.js';
import type { World } from '../system/world.js';
import { always, errorsSeen, type Fault } from './fault.js';

/** Puts Redis into a state in which it refuses, for a while. It hit when the bots were really told so. */
const refusal = (
  name: string,
  code: string,
  begin: (redis: RedisServer) => Promise<unknown>,
  end: (redis: RedisServer) => Promise<unknown>,
): Fault => ({
  name,
  holds: ['redis'],
  weight: 2,
  possible: always,
  run: async (world: World, dice: Dice) => {
    const before = errorsSeen(world, code);
    await begin(world.redis);
    await pauseFor(dice.between(100, 1_200));
    await end(world.redis);
    return errorsSeen(world, code) > before ? 1 : 0;
  },
});

const ENDLESS = '#!lua flags=no-writes\nwhile true do end';
/** µs that each key takes to load. */
const SLOW_KEYS = '4000';

export const redisReplies: readonly Fault[] = [
  refusal(
    'redis OOM',
    'OOM',
    (redis) => redis.command('CONFIG', 'SET', 'maxmemory', '1'),
    (redis) => redis.command('CONFIG', 'SET', 'maxmemory', '0'),
  ),
  refusal(
    'redis READONLY',
    'READONLY',
    // A replica of nobody: it answers reads from what it has.
    (redis) => redis.command('REPLICAOF', '127.0.0.1', '1'),
    (redis) => redis.command('REPLICAOF', 'NO', 'ONE'),
  ),
  refusal(
    'redis BUSY',
    'BUSY',
    (redis) => {
      redis.command('EVAL', ENDLESS, '0').catch(() => undefined);
      return Promise.resolve();
    },
    // Before the script is seen as slow there is nothing to kill.
    async (redis) => {
      for (let tries = 0; tries < 50; tries += 1) {
        const killed = await redis.command('SCRIPT', 'KILL').catch((error: unknown) => String(error));
        if (killed === 'OK' || killed.includes('NOTBUSY')) return;
        await pauseFor(20);
      }
      throw new Error('the endless script could not be killed');
    },
  ),
  {
    name: 'redis LOADING',
    holds: ['redis'],
    weight: 2,
    possible: always,
    run: async (world) => {
      const before = errorsSeen(world, 'LOADING');
      await world.redis.command('CONFIG', 'SET', 'key-load-delay', SLOW_KEYS);
      await world.redis.command('DEBUG', 'RELOAD').catch(() => undefined);
      await world.redis.command('CONFIG', 'SET', 'key-load-delay', '0');
      return errorsSeen(world, 'LOADING') > before ? 1 : 0;
    },
  },
  {
    name: 'redis script flush',
    holds: ['redis'],
    weight: 2,
    possible: always,
    run: async (world, dice) => {
      const before = errorsSeen(world, 'NOSCRIPT');
      await world.redis.command('SCRIPT', 'FLUSH', dice.pick(['SYNC', 'ASYNC']));
      for (let waited = 0; waited < 10 && errorsSeen(world, 'NOSCRIPT') === before; waited += 1) await pauseFor(50);
      return errorsSeen(world, 'NOSCRIPT') > before ? 1 : 0;
    },
  },
];
