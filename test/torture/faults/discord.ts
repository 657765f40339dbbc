import { pauseFor, type Dice } from '../dice.js';
import type { Trouble } from '../discord/rest.js';
import type { World } from '../system/world.js';
import { always, overGateway, type Fault } from './fault.js';

const trouble = (name: string, kind: Trouble['kind']): Fault => ({
  name,
  holds: ['discord'],
  weight: 2,
  possible: always,
  run: async ({ discord }, dice) => {
    const before = discord.rest.troubled[kind];
    discord.rest.trouble = { kind, part: dice.pick([0.2, 0.6, 1]) };
    await pauseFor(dice.between(200, 1_200));
    discord.rest.trouble = null;
    return discord.rest.troubled[kind] > before ? 1 : 0;
  },
});

/** `end`: ends the connection. It hit when there was one, and another one came, by `way`. */
const lost = (
  name: string,
  weight: number,
  way: readonly ('identified' | 'resumed')[],
  end: (world: World, dice: Dice) => void,
): Fault => ({
  name,
  holds: ['gateway'],
  weight,
  possible: overGateway,
  run: async (world, dice) => {
    const { gateway } = world.discord;
    const count = (): number => way.reduce((sum, each) => sum + gateway.counts[each], 0);
    const [live, before] = [gateway.live, count()];
    if (!live) return 0;
    end(world, dice);
    for (let waited = 0; waited < 8_000 && (count() === before || !gateway.live); waited += 50) await pauseFor(50);
    return count() > before ? 1 : 0;
  },
});

export const discordFaults: readonly Fault[] = [
  trouble('Discord 429', '429'),
  trouble('Discord 5xx', '5xx'),
  lost('gateway dropped', 4, ['identified', 'resumed'], ({ discord }) => discord.gateway.drop()),
  lost('gateway resumed (op 7)', 4, ['resumed'], ({ discord }) => discord.gateway.askToReconnect()),
  lost('gateway session invalid (op 9)', 2, ['identified', 'resumed'], ({ discord }, dice) =>
    discord.gateway.invalidate(dice.chance(0.3)),
  ),
];
