import type { Dice } from '../torture/dice.js';
import { ODDITIES } from '../torture/members.js';
import { LOOKED } from '../torture/onlooker.js';
import { tortureOf, type TortureOptions, type TortureResult } from '../torture/run.js';
import { CLUSTER_FAULTS, type ClusterFault } from './faults.js';
import { ClusterWorld } from './world.js';

/** One fault of the cluster, sometimes with a bot that dies in the middle of it. */
const choose = (_world: ClusterWorld, dice: Dice, faults: readonly ClusterFault[]): readonly ClusterFault[] => {
  const first = dice.weighted(faults);
  const others = faults.filter(({ holds }) => !holds.some((hold) => first.holds.includes(hold)));
  return others.length > 0 && dice.chance(0.3) ? [first, dice.weighted(others)] : [first];
};

/** The same rounds on a cluster: three masters, three replicas. */
export const tortureCluster = (options: TortureOptions): Promise<TortureResult> =>
  tortureOf<ClusterWorld>(
    {
      faults: CLUSTER_FAULTS,
      wanted: [...ODDITIES, LOOKED],
      shape: (dice) => ({
        transport: 'http',
        bots: dice.between(1, 2),
        guilds: dice.between(3, 5),
        membersPerGuild: dice.between(3, 5),
        zone: 'Europe/Berlin',
      }),
      create: (shape) => ClusterWorld.create(shape),
      choose,
      describe: ({ slots }) => `${slots.length} bot${slots.length === 1 ? '' : 's'}`,
    },
    options,
  );
