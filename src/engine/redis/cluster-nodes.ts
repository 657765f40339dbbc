import { createHash } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';

/** Where a node is, as the cluster names it. */
export interface NodeAddress {
  readonly host: string;
  readonly port: number;
}

/** What the cluster's nodes say of themselves, beyond what single commands show. */
export interface ClusterWatch {
  /**
   * Asks every master whether it serves. One that does not answer makes the whole cluster count as away: what it should have taken goes to
   * the journal then, and nobody waits for time-outs. Learns the new masters when there was an election. Rejects with the reason.
   */
  check(): Promise<void>;
  /** Learns who serves which slot now; connects anew when no node can tell. */
  renew(): void;
  /** Names the masters' processes. */
  serverId(): Promise<string>;
  /** All nodes that are known. */
  addresses(): readonly NodeAddress[];
}

/**
 * @param onDoubt Redis may have lost what it had confirmed: a master's connection broke, or a node became master that was none before (a replica
 *   that may lag took over, and perhaps no connection broke at all). Slots that move between masters raise no doubt: their keys go along.
 */
export const watchNodes = (cluster: Cluster, onDoubt: (reason: string) => void): ClusterWatch => {
  let known: ReadonlySet<string> | null = null;
  let epoch = 0;

  cluster.on('refresh', () => {
    const masters = new Set(cluster.nodes('master').map(nameOf));
    const before = known;
    known = masters;
    if (before !== null && [...masters].some((name) => !before.has(name))) onDoubt('another node became master');
  });
  cluster.on('-node', (node: Redis) => {
    if (node.options.readOnly !== true) onDoubt('the connection to a master broke');
  });

  const refresh = (done: (error?: Error | null) => void): void => cluster.refreshSlotsCache(done);
  const refreshed = (): Promise<void> =>
    new Promise((resolve, reject) => refresh((error) => (error ? reject(error) : resolve())));
  /** The newest election that any master knows of. */
  const ask = async (): Promise<number> => {
    const masters = cluster.nodes('master');
    // The client forgets a node whose connection breaks; that node still has its slots.
    const names = new Set(masters.map(nameOf));
    if (known === null || [...known].some((name) => !names.has(name))) throw new Error('a master of the cluster is away');
    return Math.max(...(await Promise.all(masters.map(epochOf))));
  };
  return {
    check: async () => {
      const newest = await ask();
      if (newest === epoch) return;
      await refreshed();
      await ask();
      epoch = newest;
    },
    renew: () =>
      refresh((error) => {
        if (error && cluster.status === 'ready') cluster.disconnect(true);
      }),
    serverId: async () => {
      const ids = await Promise.all(cluster.nodes('master').map(async (master) => runIdIn(await master.info('server'))));
      return createHash('sha1').update(ids.sort().join(' ')).digest('hex');
    },
    addresses: () => cluster.nodes().map(({ options: { host = '', port = 0 } }) => ({ host, port })),
  };
};

/** The name of a server's process in what it says of itself; '-' when it does not say. */
export const runIdIn = (info: string): string => /^run_id:(\w+)/m.exec(info)?.[1] ?? '-';

const nameOf = ({ options: { host, port } }: Redis): string => `${host ?? ''}:${port ?? 0}`;

const epochOf = async (master: Redis): Promise<number> => {
  const info = await master.cluster('INFO');
  if (!/^cluster_state:ok\r?$/m.test(info)) throw new Error('CLUSTERDOWN not every slot is served');
  return Number(/^cluster_current_epoch:(\d+)/m.exec(info)?.[1] ?? 0);
};
