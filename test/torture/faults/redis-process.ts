import { pauseFor, type Dice } from '../dice.js';
import type { World } from '../system/world.js';
import { always, connections, type Fault } from './fault.js';

const killAndRestart = async (world: World, dice: Dice, whileDead: () => Promise<number>): Promise<number> => {
  const hit = connections(world) > 0;
  await world.redis.kill();
  const lost = await whileDead();
  await pauseFor(dice.between(0, 1_000));
  await world.redis.restart();
  return hit ? lost : 0;
};

/** Bytes: more than a round writes, so that all of it may go. */
const TAIL = 40_000;

export const redisProcess: readonly Fault[] = [
  {
    name: 'redis killed',
    holds: ['redis'],
    weight: 3,
    possible: always,
    run: (world, dice) => killAndRestart(world, dice, () => Promise.resolve(1)),
  },
  {
    name: 'redis killed and its last second lost',
    holds: ['redis'],
    weight: 4,
    possible: always,
    run: (world, dice) =>
      killAndRestart(world, dice, async () => {
        const bytes = dice.chance(0.3) ? TAIL : dice.between(1, 6_000);
        return (await world.redis.loseTail(bytes, world.safeAof)) > 0 ? 1 : 0;
      }),
  },
  {
    name: 'redis stopped (SIGSTOP)',
    holds: ['redis'],
    weight: 2,
    possible: always,
    run: async (world, dice) => {
      const hit = connections(world) > 0;
      world.redis.pause();
      await pauseFor(dice.between(200, 2_500));
      world.redis.resume();
      return hit ? 1 : 0;
    },
  },
  {
    name: 'failover to a replica that lags',
    holds: ['redis'],
    weight: 2,
    possible: always,
    run: async (world, dice) => {
      const lacking = await world.redis.failOver(dice.between(50, 600));
      for (const { proxy } of world.slots) proxy.direct(world.redis.port);
      return lacking > 0 ? 1 : 0;
    },
  },
];
