import { z } from 'zod';
import type { Cell } from '../lib/cell.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Row } from '../lib/row.js';
import { startWorker } from '../lib/worker.js';

const [FEW, MANY] = [50, 5_000];
const Taken = z.object({ p50: z.number(), p99: z.number(), cpuUs: z.number() });
const Pair = z.object({ few: Taken, many: Taken });

const KINDS = [
  ['list', '/session list'],
  ['status', '/status, as held in memory'],
  ['coldStatus', '/status, read from Redis'],
] as const;

/** Somebody who has been here for years must not wait longer than somebody who is new. */
export const bigMembers: Cell = {
  name: 'big-members',
  title: `The whole handler for a member of ${MANY.toLocaleString('en')} entries against one of ${FEW}, in turn, two entries a day each`,
  run: async (context): Promise<readonly Row[]> => {
    const redis = await benchRedis(context);
    const worker = await startWorker('big-members.ts', context);
    await worker.call('prepare', { port: redis.port, dir: context.dir, few: FEW, many: MANY }, z.null());
    const count = context.quick ? 100 : 600;
    const rows: Row[] = [];
    for (const [what, title] of KINDS) {
      const pairs: z.output<typeof Pair>[] = [];
      for (let rep = -1; rep < context.reps; rep += 1) {
        const pair = await worker.call('measure', { what, count }, Pair);
        if (rep >= 0) pairs.push(pair);
      }
      const against = (of: 'p50' | 'p99') => ({
        ours: pairs.map(({ many }) => many[of]),
        baseline: pairs.map(({ few }) => few[of]),
        baselineName: `${FEW} entries`,
        bar: atMost(1.5),
      });
      const cpu = { ours: pairs.map(({ many }) => many.cpuUs), baseline: pairs.map(({ few }) => few.cpuUs) };
      rows.push(
        row({ what: title, unit: 'µs', ...against('p50'), cpu }),
        row({ what: `p99 of it`, unit: 'µs', ...against('p99') }),
      );
    }
    await worker.stop();
    await redis.stop();
    return rows;
  },
};
