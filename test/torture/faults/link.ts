import type { Direction, RedisProxy } from '../../support/redis-proxy.js';
import { pauseFor, type Dice } from '../dice.js';
import type { World } from '../system/world.js';
import { always, type Fault } from './fault.js';

/** The lines of one bot, or of all of them at once. */
const some = ({ slots }: World, dice: Dice): readonly RedisProxy[] =>
  (dice.chance(0.5) ? slots : [dice.pick(slots)]).map(({ proxy }) => proxy);

const sum = (proxies: readonly RedisProxy[], count: (proxy: RedisProxy) => number): number =>
  proxies.reduce((total, proxy) => total + count(proxy), 0);

const cut: Fault = {
  name: 'connection cut',
  holds: ['link'],
  weight: 3,
  possible: always,
  run: async (world, dice) => {
    const proxies = some(world, dice);
    const hit = sum(proxies, (proxy) => proxy.cut());
    if (dice.chance(0.5)) {
      for (const proxy of proxies) proxy.refuse(true);
      await pauseFor(dice.between(50, 1_000));
      for (const proxy of proxies) proxy.refuse(false);
    }
    return hit > 0 ? 1 : 0;
  },
};

const halfOpen = (name: string, directions: readonly Direction[]): Fault => ({
  name,
  holds: ['link'],
  weight: 1.5,
  possible: always,
  run: async (world, dice) => {
    const proxies = some(world, dice);
    const before = sum(proxies, ({ counts }) => counts.swallowed);
    for (const proxy of proxies) proxy.silence(directions);
    await pauseFor(dice.between(100, 2_200));
    for (const proxy of proxies) proxy.heal();
    return sum(proxies, ({ counts }) => counts.swallowed) > before ? 1 : 0;
  },
});

const slow: Fault = {
  name: 'connection slow',
  holds: ['link'],
  weight: 2,
  possible: always,
  run: async (world, dice) => {
    const proxies = some(world, dice);
    const before = sum(proxies, ({ counts }) => counts.delayed);
    const slowness = dice.pick([
      { ms: dice.between(20, 300) },
      { ms: 0, jitterMs: dice.between(50, 1_000) },
      { ms: dice.between(1_400, 2_000) },
      { bytesPerSecond: dice.between(5_000, 50_000) },
    ]);
    for (const proxy of proxies) proxy.slow(slowness);
    await pauseFor(dice.between(300, 1_500));
    for (const proxy of proxies) proxy.slow({});
    return sum(proxies, ({ counts }) => counts.delayed) > before ? 1 : 0;
  },
};

export const link: readonly Fault[] = [
  cut,
  halfOpen('half-open to redis', ['up']),
  halfOpen('half-open from redis', ['down']),
  halfOpen('half-open both ways', ['up', 'down']),
  slow,
];
