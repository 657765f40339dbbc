import { pauseFor, type Dice } from '../torture/dice.js';
import { always, type Fault } from '../torture/faults/fault.js';
import type { ClusterNode } from '../support/redis-cluster.js';
import { NODE_TIMEOUT_MS, type ClusterWorld } from './world.js';

/**
 * Something that goes wrong with the cluster. What is left of it is healed after the round. A slot that moves and an election in the same breath
 * share a hold: Redis 7 itself loses keys then, since a new master does not know that its slot was leaving.
 */
export type ClusterFault = Fault<ClusterWorld>;

/** The master of one of the guilds: where clicks go. */
const busyMaster = async (world: ClusterWorld, dice: Dice): Promise<ClusterNode> =>
  world.redis.ownerOf(await world.slotOf(dice.pick(world.guilds)));

const offset = async (node: ClusterNode, name: string): Promise<number> =>
  Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(await node.server.command('INFO', 'replication'))?.[1] ?? 0);

/** The master's replica hears nothing for a while, and may not follow again. Answers the replica, and the bytes of history it lacks then. */
const letReplicaLag = async (
  world: ClusterWorld,
  master: ClusterNode,
  ms: number,
): Promise<{ readonly replica: ClusterNode; readonly lacks: number }> => {
  const replica = await world.redis.replicaOf(master);
  await master.server.command('ACL', 'SETUSER', 'default', '-psync');
  await master.server.command('CLIENT', 'KILL', 'TYPE', 'replica');
  await pauseFor(ms);
  const [written, heard] = await Promise.all([offset(master, 'master_repl_offset'), offset(replica, 'slave_repl_offset')]);
  return { replica, lacks: written - heard };
};

/** kill -9; its replica takes over, and it comes back as a replica. */
const killUntilReplaced = async (world: ClusterWorld, master: ClusterNode, dice: Dice): Promise<void> => {
  await master.kill();
  await world.redis.settled();
  await pauseFor(dice.between(0, 500));
  await master.restart();
};

export const CLUSTER_FAULTS: readonly ClusterFault[] = [
  {
    name: 'master killed',
    weight: 3,
    holds: ['cluster'],
    possible: always,
    run: async (world, dice) => {
      await killUntilReplaced(world, await busyMaster(world, dice), dice);
      return 1;
    },
  },
  {
    name: 'master killed while its replica lags',
    weight: 4,
    holds: ['cluster'],
    possible: always,
    run: async (world, dice) => {
      const master = await busyMaster(world, dice);
      const { lacks } = await letReplicaLag(world, master, dice.between(50, 600));
      await killUntilReplaced(world, master, dice);
      return lacks > 0 ? 1 : 0;
    },
  },
  {
    name: 'lagging replica takes over live',
    weight: 4,
    holds: ['cluster'],
    possible: always,
    run: async (world, dice) => {
      const master = await busyMaster(world, dice);
      const { replica, lacks } = await letReplicaLag(world, master, dice.between(50, 600));
      await replica.server.command('CLUSTER', 'FAILOVER', 'TAKEOVER');
      await master.server.command('ACL', 'SETUSER', 'default', '+psync');
      await world.redis.settled();
      return lacks > 0 ? 1 : 0;
    },
  },
  {
    name: 'CLUSTER FAILOVER',
    weight: 2,
    holds: ['cluster'],
    possible: always,
    run: async (world, dice) => {
      await world.redis.failover(await busyMaster(world, dice));
      return 1;
    },
  },
  {
    name: 'master restarted before an election',
    weight: 2,
    holds: ['cluster'],
    possible: always,
    run: async (world, dice) => {
      const master = await busyMaster(world, dice);
      await master.kill();
      await pauseFor(dice.between(0, NODE_TIMEOUT_MS / 4));
      await master.restart();
      return 1;
    },
  },
  {
    name: 'master stopped (SIGSTOP)',
    weight: 3,
    holds: ['cluster'],
    possible: always,
    run: async (world, dice) => {
      const master = await busyMaster(world, dice);
      master.server.pause();
      await pauseFor(dice.chance(0.5) ? dice.between(100, NODE_TIMEOUT_MS / 2) : dice.between(2, 5) * NODE_TIMEOUT_MS);
      master.server.resume();
      return 1;
    },
  },
  {
    name: 'replica killed',
    weight: 1,
    holds: ['cluster'],
    possible: always,
    run: async (world, dice) => {
      const replica = await world.redis.replicaOf(await busyMaster(world, dice));
      await replica.kill();
      await pauseFor(dice.between(0, 2 * NODE_TIMEOUT_MS));
      await replica.restart();
      return 1;
    },
  },
  {
    name: 'slots of guilds moved',
    weight: 4,
    holds: ['cluster'],
    possible: always,
    run: async (world, dice) => {
      let moved = 0;
      for (const guild of world.guilds) {
        const slot = await world.slotOf(guild);
        const owner = await world.redis.ownerOf(slot);
        const to = dice.pick((await world.redis.masters()).filter((node) => node !== owner));
        // One key at a time: the scripts find some of their keys here and some there.
        if ((await world.redis.migrate(slot, to, dice.between(1, 3))) > 0) moved += 1;
        await pauseFor(dice.between(0, 200));
      }
      return moved;
    },
  },
  {
    name: 'bot killed',
    weight: 2,
    holds: ['bot'],
    possible: always,
    run: async (world, dice) => {
      const bot = dice.pick(world.slots);
      await pauseFor(dice.between(0, 2 * NODE_TIMEOUT_MS));
      const killed = await bot.kill();
      await pauseFor(dice.between(0, 300));
      await bot.start();
      return killed ? 1 : 0;
    },
  },
];
