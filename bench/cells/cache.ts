import { z } from 'zod';
import type { Cell } from '../lib/cell.js';
import { benchRedis } from '../lib/redis.js';
import { atLeast, row, type Row } from '../lib/row.js';
import { startWorker } from '../lib/worker.js';

const Counted = z.object({ l1Hits: z.number(), l1Misses: z.number(), l2Hits: z.number(), l2Misses: z.number() });

export const cache: Cell = {
  name: 'cache',
  title: 'Cache hits: 100,000 members of 1,000 guilds by Zipf (s = 1), 80 % reads, L1 of 50,000',
  run: async (context): Promise<readonly Row[]> => {
    const redis = await benchRedis(context);
    const worker = await startWorker('cache.ts', context);
    const plan = {
      port: redis.port,
      dir: context.dir,
      guilds: 1_000,
      members: 100_000,
      operations: context.quick ? 30_000 : 200_000,
      reads: 0.8,
      elsewhere: 0.1,
      newcomers: 0.005,
    };
    const { l1Hits, l1Misses, l2Hits } = await worker.call('run', plan, Counted);
    await worker.stop();
    await redis.stop();
    const all = l1Hits + l1Misses;
    const percent = (hits: number): number => (hits / all) * 100;
    return [
      row({
        what: 'L1 and L2 together',
        unit: '%',
        ours: [percent(l1Hits + Math.min(l2Hits, l1Misses))],
        bar: atLeast(95, 'figure'),
        note:
          `${all.toLocaleString('en')} loads, after everybody had looked once and as many operations to warm up; 10 % of the writes come from another process, ` +
          '0.5 % of the operations from members never seen before',
      }),
      row({ what: 'L1 alone', unit: '%', ours: [percent(l1Hits)] }),
    ];
  },
};
