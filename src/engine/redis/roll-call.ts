import type { RollCallStore } from '../sync/roll-call.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { list, text } from './replies.js';
import { scripts } from './scripts.js';

/** A crash or a failover takes seconds of history: who was not heard for so long before it has lost nothing by it. */
const THERE_MS = 60_000;
/** Who was not heard for so long is forgotten. */
const FORGOTTEN_MS = 3_600_000;

/** The roll call in Redis; the moments are Redis' own clock's. */
export const rollCallStore = (redis: Guarded): RollCallStore => ({
  serverId: () => redis.read((connection) => connection.serverId()),
  answer: async (server, { process, isRestored, gone }) => {
    const args = [server, process, isRestored ? 1 : 0, THERE_MS, FORGOTTEN_MS, ...gone];
    return list(await redis.write((connection) => connection.run(scripts.rollCall, [keys.processes], args))).map(text);
  },
});
