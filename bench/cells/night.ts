import { z } from 'zod';
import type { Cell } from '../lib/cell.js';
import { LoadResult } from '../lib/load.js';
import { benchRedis } from '../lib/redis.js';
import { atMost, row, type Row } from '../lib/row.js';
import { median } from '../lib/stats.js';
import { startWorker } from '../lib/worker.js';

const RATE = 200;
const IDLE = 'the same process, idle';
const Batch = z.object({ trainedMs: z.number(), forecasts: z.number(), forecastMs: z.number() });

/** Clicks through the engine at a fixed rate while the networks of a large server are trained and all of its members get a forecast. */
export const night: Cell = {
  name: 'night',
  title: `A change through the engine, ${RATE}/s, while a night's training and the forecasts of all members of a server go on`,
  run: async (context): Promise<readonly Row[]> => {
    const members = context.quick ? 300 : 10_000;
    const redis = await benchRedis(context);
    const worker = await startWorker('night.ts', context);
    await worker.call('prepare', { port: redis.port, dir: context.dir, members, days: 365 }, z.null());
    const asked = { ms: context.quick ? 1_500 : 5_000, rate: RATE };
    const measure = async (what: string): Promise<LoadResult> => {
      const result = await worker.call('load', asked, LoadResult);
      context.say(`  ${what}: p50 ${result.p50.toFixed(2)} ms, p99 ${result.p99.toFixed(1)} ms, max ${result.max.toFixed(0)} ms`);
      if (result.refused > 0) throw new Error(`${result.refused} changes were refused`);
      return result;
    };
    await measure('warm-up');
    const [idle, under]: [LoadResult[], LoadResult[]] = [[], []];
    for (let rep = 0; rep < context.reps; rep += 1) idle.push(await measure('idle'));
    await worker.call('begin', null, z.null());
    let batch: z.output<typeof Batch> | null = null;
    // As long as it takes, so that every part of it is among what is measured.
    while (batch === null) {
      under.push(await measure('night'));
      batch = await worker.call('batch', null, Batch.nullable());
    }
    await worker.stop();
    await redis.stop();
    const p99 = (results: readonly LoadResult[]): readonly number[] => results.map((result) => result.p99);
    const usual = median(p99(idle));
    const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
    return [
      row({
        what: 'p99 of a change, beyond that of the idle process',
        unit: 'ms',
        ours: p99(under).map((ms) => ms - usual),
        bar: atMost(10, 'figure'),
        note: `${IDLE}: p99 ${usual.toFixed(2)} ms (median of ${idle.length})`,
      }),
      row({
        what: `the night of ${members.toLocaleString('en')} members: reading their days, and six networks`,
        unit: 's',
        ours: [batch.trainedMs / 1_000],
        note: `then ${batch.forecasts.toLocaleString('en')} forecasts in ${seconds(batch.forecastMs)} s`,
      }),
      row({
        what: 'the night and all forecasts together',
        unit: 's',
        ours: [(batch.trainedMs + batch.forecastMs) / 1_000],
        bar: atMost(900, 'figure'),
      }),
    ];
  },
};
