import { eventually } from './bot-process.js';
import { startRedis, type RedisProcess } from './redis.js';

export interface ClusterNode {
  readonly port: number;
  readonly server: RedisProcess;
  /** Was it ended (`kill`), and not started again? */
  readonly down: boolean;
  kill(): Promise<void>;
  /** Again on the same files: as a master if nobody took its place, else as a replica. */
  restart(): Promise<void>;
}

/** One line of CLUSTER NODES. */
interface Member {
  readonly id: string;
  readonly port: number;
  readonly flags: readonly string[];
  readonly masterId: string;
  /** First and last of each range. */
  readonly slots: readonly (readonly [number, number])[];
}

/** Three masters with a replica each, on loopback. */
export interface RedisCluster {
  /** For `REDIS_URL`: all nodes, separated by commas. */
  readonly url: string;
  readonly nodes: readonly ClusterNode[];
  slotOf(key: string): Promise<number>;
  /** Whoever serves the slot now, as a node that lives says. */
  ownerOf(slot: number): Promise<ClusterNode>;
  masters(): Promise<readonly ClusterNode[]>;
  /** A replica of this master that lives. */
  replicaOf(master: ClusterNode): Promise<ClusterNode>;
  /** Until all nodes that live agree that every slot is served; with `whole`, also until each master has its replica in step. */
  settled(whole?: boolean): Promise<void>;
  /** CLUSTER FAILOVER on the master's replica: an orderly change of places. Answers the new master. */
  failover(master: ClusterNode, how?: 'FORCE' | 'TAKEOVER'): Promise<ClusterNode>;
  /** Moves a slot with its keys, a few at a time, while it is in use. Answers how many keys went along. */
  migrate(slot: number, to: ClusterNode, batch?: number): Promise<number>;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** ms until a silent node counts as failed; 2,000 unless told. */
  readonly nodeTimeoutMs?: number;
  /** More settings for each node, as on the command line. */
  readonly settings?: readonly string[];
}

const MASTERS = 3;
const SLOTS = 16_384;

const parseMember = (line: string): Member => {
  const [id = '', address = '', flags = '', masterId = '', , , , , ...slots] = line.split(' ');
  const ranges = slots
    .filter((slot) => !slot.startsWith('['))
    .map((range) => {
      const [first = '', last = first] = range.split('-');
      return [Number(first), Number(last)] as const;
    });
  return { id, port: Number(/:(\d+)@/.exec(address)?.[1]), flags: flags.split(','), masterId, slots: ranges };
};

/** Starts six servers of the test's own and makes a cluster of them; some two seconds. */
export const startRedisCluster = async ({ nodeTimeoutMs = 2_000, settings = [] }: ClusterOptions = {}): Promise<RedisCluster> => {
  const own = ['--cluster-node-timeout', String(nodeTimeoutMs), '--repl-diskless-sync-delay', '0', ...settings];
  const servers: RedisProcess[] = [];
  // One after another: two that look for a free port at the same time may find the same one.
  for (let at = 0; at < 2 * MASTERS; at += 1) servers.push(await startRedis({ cluster: 'member', settings: own }));
  const nodes = servers.map(nodeOn);

  const living = (): ClusterNode => {
    const node = nodes.find(({ down }) => !down);
    if (node === undefined) throw new Error('no node of the cluster lives');
    return node;
  };
  const membersSeenBy = async (node: ClusterNode): Promise<readonly Member[]> =>
    (await node.server.command('CLUSTER', 'NODES')).trim().split('\n').map(parseMember);
  const isMaster = ({ flags, slots }: Member): boolean => flags.includes('master') && !flags.includes('fail') && slots.length > 0;
  const nodeAt = (port: number): ClusterNode => {
    const node = nodes.find((one) => one.port === port);
    if (node === undefined) throw new Error(`no node on port ${port}`);
    return node;
  };
  const idOf = (node: ClusterNode): Promise<string> => node.server.command('CLUSTER', 'MYID');
  const masters = async (): Promise<readonly ClusterNode[]> =>
    (await membersSeenBy(living())).filter(isMaster).map(({ port }) => nodeAt(port));
  const replicaOf = async (master: ClusterNode): Promise<ClusterNode> => {
    const members = await membersSeenBy(living());
    const id = members.find(({ port }) => port === master.port)?.id;
    const replica = members.find(({ masterId, port }) => masterId === id && !nodeAt(port).down);
    if (replica === undefined) throw new Error(`no replica of the master on port ${master.port}`);
    return nodeAt(replica.port);
  };

  const settled = async (whole = false): Promise<void> => {
    /** Who are the masters, by this node; null while something is wrong. */
    const view = async (node: ClusterNode): Promise<string | null> => {
      const info = await node.server.command('CLUSTER', 'INFO');
      if (!info.includes('cluster_state:ok') || !info.includes(`cluster_slots_ok:${SLOTS}`)) return null;
      const members = await membersSeenBy(node);
      if (members.filter(isMaster).some(({ port }) => nodeAt(port).down)) return null;
      const names = members
        .filter(isMaster)
        .map(({ port }) => port)
        .sort()
        .join();
      if (!whole) return names;
      if (members.length !== nodes.length || members.some(({ flags }) => flags.some((flag) => flag.startsWith('fail'))))
        return null;
      if (members.filter(isMaster).length !== MASTERS) return null;
      // Each master has one: who was one before an election may not yet know whom to follow.
      const replicas = members.filter((member) => !isMaster(member) && member.flags.includes('slave'));
      if (replicas.length !== MASTERS || new Set(replicas.map(({ masterId }) => masterId)).size !== MASTERS) return null;
      const replication = await node.server.command('INFO', 'replication');
      const inStep = replication.includes('role:master')
        ? replication.includes('state=online')
        : replication.includes('master_link_status:up');
      return inStep ? names : null;
    };
    const all = async (): Promise<true | undefined> => {
      const views = await Promise.all(nodes.filter(({ down }) => !down).map((node) => view(node).catch(() => null)));
      return views[0] !== null && new Set(views).size === 1 ? true : undefined;
    };
    await eventually(all, 'the cluster to be whole', 60_000);
  };

  const join = async (): Promise<void> => {
    const first = nodes.slice(0, MASTERS);
    const share = Math.ceil(SLOTS / MASTERS);
    for (const [at, { server }] of nodes.entries()) await server.command('CLUSTER', 'SET-CONFIG-EPOCH', String(at + 1));
    for (const [at, { server }] of first.entries())
      await server.command('CLUSTER', 'ADDSLOTSRANGE', String(at * share), String(Math.min(SLOTS, (at + 1) * share) - 1));
    // Each meets each: gossip alone takes seconds.
    for (const { server, port } of nodes)
      for (const other of nodes)
        if (other.port !== port)
          await server.command('CLUSTER', 'MEET', '127.0.0.1', String(other.port), String(await busPort(other)));
    const ids = await Promise.all(first.map(idOf));
    for (const [at, { server }] of nodes.slice(MASTERS).entries()) {
      const replicate = (): Promise<true | undefined> =>
        server.command('CLUSTER', 'REPLICATE', ids[at] ?? '').then(
          () => true as const,
          () => undefined,
        );
      await eventually(replicate, 'a replica to know its master');
    }
    await settled(true);
  };

  const stop = async (): Promise<void> => {
    for (const { server } of nodes) server.resume();
    await Promise.all(nodes.map(({ server }) => server.stop()));
  };
  await join().catch(async (error: unknown) => {
    await stop();
    throw error;
  });

  const ownerOf = async (slot: number): Promise<ClusterNode> => {
    const members = await membersSeenBy(living());
    const owner = members.find((member) => isMaster(member) && member.slots.some(([low, high]) => slot >= low && slot <= high));
    if (owner === undefined) throw new Error(`nobody serves slot ${slot}`);
    return nodeAt(owner.port);
  };

  return {
    url: nodes.map(({ server }) => server.url).join(','),
    nodes,
    slotOf: async (key) => Number(await living().server.command('CLUSTER', 'KEYSLOT', key)),
    ownerOf,
    masters,
    replicaOf,
    settled,
    failover: async (master, how) => {
      const replica = await replicaOf(master);
      const took = async (): Promise<true | undefined> =>
        (await replica.server.command('ROLE')).includes('master') ? true : undefined;
      for (let tries = 1; ; tries += 1) {
        await replica.server.command('CLUSTER', 'FAILOVER', ...(how === undefined ? [] : [how]));
        // Redis gives an orderly one up after five seconds.
        const done = await eventually(took, 'the replica to take over', 6_000).catch((error: unknown) => {
          if (tries === 4) throw error;
          return false;
        });
        if (done) break;
      }
      return replica;
    },
    migrate: async (slot, to, batch = 10) => {
      const from = await ownerOf(slot);
      if (from === to) return 0;
      const [fromId, toId] = await Promise.all([idOf(from), idOf(to)]);
      const setSlot = (node: ClusterNode, ...what: string[]): Promise<string> =>
        node.server.command('CLUSTER', 'SETSLOT', String(slot), ...what);
      await setSlot(to, 'IMPORTING', fromId);
      await setSlot(from, 'MIGRATING', toId);
      let moved = 0;
      for (;;) {
        const reply = await from.server.command('CLUSTER', 'GETKEYSINSLOT', String(slot), String(batch));
        const keys = reply.split('\r\n').filter((line, at) => at > 0 && !line.startsWith('$'));
        if (keys.length === 0) break;
        await from.server.command('MIGRATE', '127.0.0.1', String(to.port), '', '0', '5000', 'KEYS', ...keys);
        moved += keys.length;
      }
      for (const node of [to, from, ...(await masters()).filter((one) => one !== to && one !== from)])
        await setSlot(node, 'NODE', toId);
      return moved;
    },
    stop,
  };
};

/** Where the node talks to its fellows. */
const busPort = async (node: ClusterNode): Promise<number> =>
  Number(/@(\d+)/.exec(await node.server.command('CLUSTER', 'NODES'))?.[1]);

const nodeOn = (server: RedisProcess): ClusterNode => {
  const life = { down: false };
  return {
    port: Number(new URL(server.url).port),
    server,
    get down() {
      return life.down;
    },
    kill: async () => {
      life.down = true;
      await server.kill();
    },
    restart: async () => {
      await server.restart();
      life.down = false;
    },
  };
};
