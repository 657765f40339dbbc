import { z } from 'zod';
import type { Cell } from '../lib/cell.js';
import { LoadResult } from '../lib/load.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Row } from '../lib/row.js';
import { median } from '../lib/stats.js';
import { startWorker } from '../lib/worker.js';

const IDLE = 'idle background lane';
const Result = LoadResult.extend({ tasksPerSecond: z.number() });

/** Commits on the critical lane while the background lane is kept full, and while it has nothing; in turn, in one process. */
export const lanes: Cell = {
  name: 'lanes',
  title: 'A change through journal and writer, 1,000/s, while the background lane is kept full',
  run: async (context): Promise<readonly Row[]> => {
    const redis = await benchRedis(context);
    const worker = await startWorker('lanes.ts', context);
    const plan = {
      port: redis.port,
      journalDir: context.dir,
      guilds: 100,
      users: 5_000,
      outstanding: 0,
      rate: 1_000,
      polled: true,
      warmMs: 1_000,
    };
    const asked = { ...plan, ms: context.quick ? 1_000 : 4_000 };
    const [full, idle]: [z.output<typeof Result>[], z.output<typeof Result>[]] = [[], []];
    // The first pair warms the process up and is not counted.
    for (let rep = -1; rep < context.reps; rep += 1)
      for (const results of [full, idle]) {
        const result = await worker.call('load', { ...asked, full: results === full }, Result);
        if (result.refused > 0) throw new Error(`${result.refused} commits were refused`);
        context.say(
          `  ${rep < 0 ? 'warm-up ' : ''}${results === full ? 'full' : 'idle'}: median ${result.p50.toFixed(2)} ms, ` +
            `p99 ${result.p99.toFixed(1)} ms, ${Math.round(result.tasksPerSecond)} background tasks/s`,
        );
        if (rep >= 0) results.push(result);
      }
    await worker.stop();
    await redis.stop();
    const both = (of: (result: LoadResult) => number) => ({ ours: full.map(of), baseline: idle.map(of), baselineName: IDLE });
    const tasks = Math.round(median(full.map(({ tasksPerSecond }) => tasksPerSecond)));
    return [
      row({
        what: 'median of a commit, background lane full',
        unit: 'ms',
        ...both(({ p50 }) => p50),
        bar: atMost(1.25),
        note: `beside the commits ${tasks.toLocaleString('en')} background tasks a second were done`,
      }),
      row({ what: 'p99 of a commit, background lane full', unit: 'ms', ...both(({ p99 }) => p99) }),
    ];
  },
};
