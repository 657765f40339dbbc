import { z } from 'zod';
import type { Cell } from '../lib/cell.js';
import { Chunk } from '../lib/chunk.js';
import { benchRedis } from '../lib/redis.js';
import { row, type Row } from '../lib/row.js';
import { startWorker } from '../lib/worker.js';

const READS = [
  { ours: 'few', baseline: 'rawFew', title: 'all of a member with 50 changes', count: 500 },
  { ours: 'many', baseline: 'rawMany', title: 'all of a member with 5,000 changes, in pages of 100', count: 20 },
] as const;

export const history: Cell = {
  name: 'history',
  title: 'The history of one member in a ledger of 50,000 changes, one read after the other',
  run: async (context): Promise<readonly Row[]> => {
    const changes = context.quick ? 5_000 : 50_000;
    const redis = await benchRedis(context);
    const worker = await startWorker('history.ts', context);
    const [few, many, all] = await worker.call('prepare', { port: redis.port, rows: changes }, z.array(z.number()));
    if (few !== 50 || many !== changes / 10 || all === undefined || all < changes) throw new Error(`${few}, ${many} of ${all}`);
    const rows: Row[] = [];
    for (const { ours, baseline, title, count } of READS) {
      const [mine, theirs]: [Chunk[], Chunk[]] = [[], []];
      for (let rep = -1; rep < context.reps; rep += 1) {
        const pair = [
          await worker.call('measure', { what: ours, count }, Chunk),
          await worker.call('measure', { what: baseline, count }, Chunk),
        ] as const;
        if (rep < 0) continue;
        mine.push(pair[0]);
        theirs.push(pair[1]);
      }
      rows.push(
        row({
          what: title,
          unit: 'µs',
          ours: mine.map(({ us }) => us),
          baseline: theirs.map(({ us }) => us),
          baselineName: 'XRANGE of as many rows, not decoded',
          cpu: { ours: mine.map(({ cpuUs }) => cpuUs), baseline: theirs.map(({ cpuUs }) => cpuUs) },
        }),
      );
    }
    await worker.stop();
    await redis.stop();
    return rows;
  },
};
