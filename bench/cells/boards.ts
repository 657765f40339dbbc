import { z } from 'zod';
import type { Cell } from '../lib/cell.js';
import { Chunk } from '../lib/chunk.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Row } from '../lib/row.js';
import { startWorker } from '../lib/worker.js';

const READS = [
  ['top', 'top ten'],
  ['place', 'own rank, time and size of the board'],
  ['shownTop', 'top ten, every second member hidden'],
  ['shownPlace', 'own rank among the shown'],
  ['seasonTop', 'top ten of a season'],
] as const;

export const boards: Cell = {
  name: 'boards',
  title: 'A leaderboard of 100,000 members, one read after the other',
  run: async (context): Promise<readonly Row[]> => {
    const members = context.quick ? 10_000 : 100_000;
    const redis = await benchRedis(context);
    const worker = await startWorker('boards.ts', context);
    const size = await worker.call('prepare', { port: redis.port, members }, z.number());
    if (size !== members) throw new Error(`${size} members are on the board instead of ${members}`);
    const count = context.quick ? 500 : 2_000;
    const rows: Row[] = [];
    for (const [what, title] of READS) {
      const [ours, pings]: [Chunk[], Chunk[]] = [[], []];
      for (let rep = -1; rep < context.reps; rep += 1) {
        const pair = [
          await worker.call('measure', { what, count }, Chunk),
          await worker.call('measure', { what: 'ping', count }, Chunk),
        ] as const;
        if (rep < 0) continue;
        ours.push(pair[0]);
        pings.push(pair[1]);
      }
      rows.push(
        row({
          what: title,
          unit: 'µs',
          ours: ours.map(({ us }) => us),
          baseline: pings.map(({ us }) => us),
          baselineName: 'PING',
          bar: atMost(2.5),
          cpu: {
            ours: ours.map(({ cpuUs }) => cpuUs),
            baseline: pings.map(({ cpuUs }) => cpuUs),
          },
        }),
      );
    }
    await worker.stop();
    await redis.stop();
    return rows;
  },
};
