import type { Dice } from './dice.js';
import type { Fault } from './faults/index.js';
import type { Shape } from './system/system.js';
import { ZONES } from './zones.js';

/** What the next system looks like. `only`: faults of one transport ask for it. */
export const chooseShape = (dice: Dice, chosen: readonly Fault[]): Shape => {
  const onlyGateway = chosen.every(({ holds }) => holds.includes('gateway'));
  const transport = onlyGateway || dice.chance(0.35) ? 'gateway' : 'http';
  return {
    transport,
    bots: transport === 'http' && dice.chance(0.6) ? 2 : 1,
    guilds: dice.between(1, 3),
    membersPerGuild: dice.between(4, 7),
    zone: dice.pick(ZONES),
  };
};

/** How many faults a round has. */
const NUMBERS = [
  { count: 1, weight: 5 },
  { count: 2, weight: 4 },
  { count: 3, weight: 2 },
];

/** The faults of one round: those that get along. What was not chosen yet (`times` so far) is a little more likely. */
export const chooseFaults = <W>(
  world: W,
  dice: Dice,
  faults: readonly Fault<W>[],
  times: (name: string) => number,
): readonly Fault<W>[] => {
  const chosen: Fault<W>[] = [];
  const { count } = dice.weighted(NUMBERS);
  let left = faults.filter((fault) => fault.possible(world));
  while (chosen.length < count && left.length > 0) {
    const next = dice.weighted(
      left.map((fault) => ({ fault, weight: times(fault.name) === 0 ? fault.weight * 2 : fault.weight })),
    ).fault;
    chosen.push(next);
    if (next.alone === true) break;
    const held = new Set(chosen.flatMap(({ holds }) => holds));
    left = left.filter((fault) => fault.alone !== true && !fault.holds.some((hold) => held.has(hold)));
  }
  return chosen;
};
