import { z } from 'zod';
import type { Cell } from '../lib/cell.js';
import { LoadResult } from '../lib/load.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Row } from '../lib/row.js';
import { median } from '../lib/stats.js';
import { startWorker } from '../lib/worker.js';

const RATE = 200;
/** Longer than this no command may keep others waiting, ms. */
const COMMAND_MS = 5;
const Times = z.array(z.number());

/** Clicks through the engine at a fixed rate while one member's entries are exported again and again, in turn with the same without. */
export const exportsCell: Cell = {
  name: 'exports',
  title: `A change through the engine, ${RATE}/s, while all entries of a member are exported`,
  run: async (context): Promise<readonly Row[]> => {
    const entries = context.quick ? 20_000 : 100_000;
    const redis = await benchRedis(context);
    const worker = await startWorker('exports.ts', context);
    await worker.call('prepare', { port: redis.port, dir: context.dir, entries }, z.null());
    const asked = { ms: context.quick ? 2_000 : 6_000, rate: RATE };
    const measure = async (what: string): Promise<LoadResult> => {
      const result = await worker.call('load', asked, LoadResult);
      context.say(`  ${what}: p50 ${result.p50.toFixed(2)} ms, p99 ${result.p99.toFixed(1)} ms, max ${result.max.toFixed(0)} ms`);
      if (result.refused > 0) throw new Error(`${result.refused} changes were refused`);
      return result;
    };
    const slow = await worker.call('slowest', null, Times);
    await measure('warm-up');
    const [idle, under]: [LoadResult[], LoadResult[]] = [[], []];
    const took: number[] = [];
    for (let rep = 0; rep < context.reps; rep += 1) {
      idle.push(await measure('idle'));
      await worker.call('begin', null, z.null());
      under.push(await measure('exports'));
      took.push(...(await worker.call('end', null, Times)));
    }
    await worker.stop();
    await redis.stop();
    const p99 = (results: readonly LoadResult[]): readonly number[] => results.map((result) => result.p99);
    return [
      row({
        what: 'p99 of a change',
        unit: 'ms',
        ours: p99(under),
        baseline: p99(idle),
        baselineName: 'without',
        bar: atMost(1.2),
        note: `${took.length} exports of ${entries.toLocaleString('en')} entries, ${(median(took) / 1_000).toFixed(1)} s each`,
      }),
      row({
        what: `commands of Redis over ${COMMAND_MS} ms while ${entries.toLocaleString('en')} entries of a member are read`,
        unit: '',
        ours: [slow.filter((us) => us > COMMAND_MS * 1_000).length],
        bar: atMost(0, 'figure'),
        note: slow.length === 0 ? 'none over 0.5 ms' : `the slowest took ${(Math.max(...slow) / 1_000).toFixed(1)} ms`,
      }),
    ];
  },
};
