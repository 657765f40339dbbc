import type { SystemPanel } from '../../views/system/model.js';
import type { Config } from '../config.js';
import type { WorkerLink } from '../supervisor/worker.js';

/** One of several that do the same work: what it is called, and how many there are. Null: it is the only one. */
export const ownProcess = ({ discord }: Pick<Config, 'discord'>, supervisor: WorkerLink | null): SystemPanel['process'] => {
  if (supervisor !== null) return { name: supervisor.name, of: supervisor.processes };
  const { shardCount, shardIds } = discord;
  if (shardCount === null || shardIds === null || shardIds.length >= shardCount) return null;
  // Started by hand: others may have more shards each, so this is as many as there can be.
  return { name: `shards ${shardIds.join(',')}`, of: shardCount - shardIds.length + 1 };
};
