import type { Stage } from '../members/stage.js';
import type { RollCallStore } from '../sync/roll-call.js';
import type { Guarded } from './guarded.js';
import { keys } from './keys.js';
import { list, text } from './replies.js';
import { scripts } from './scripts.js';

/** A crash or a failover takes seconds of history: who left so long before has lost nothing by it. */
const LEFT_MS = 60_000;
/** Who was not heard for so long is forgotten; more than an hour, by which clocks are set wrong. */
const FORGOTTEN_MS = 2 * 3_600_000;

const stageIn = (cell: string | undefined): Stage => (cell === '1' ? 1 : 0);

/** The roll call in Redis; the moments are Redis' own clock's. */
export const rollCallStore = (redis: Guarded): RollCallStore => ({
  serverId: () => redis.read((connection) => connection.serverId()),
  answer: async (server, { process, stage, leaves, gone }) => {
    const args = [server, process, leaves ? 3 : stage, LEFT_MS, FORGOTTEN_MS, ...gone];
    const cells = list(await redis.write((connection) => connection.run(scripts.rollCall, [keys.processes], args))).map(text);
    return cells.flatMap((name, index) => (index % 2 === 0 ? [{ process: name, stage: stageIn(cells[index + 1]) }] : []));
  },
});
