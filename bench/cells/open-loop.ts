import type { Cell } from '../lib/cell.js';
import type { LoadResult } from '../lib/load.js';
import { atMost, row, type Row } from '../lib/row.js';
import type { Slowest } from '../lib/stalls.js';
import { median } from '../lib/stats.js';
import { sideBySide, YARDSTICK } from './commits.js';

const RATES = [1_000, 5_000];

/** What its slowest commits met, the median of the repetitions. */
const metBy = (results: readonly LoadResult[]): string => {
  const of = (pick: (met: Slowest) => number): number =>
    median(results.flatMap(({ slowest }) => (slowest ? [pick(slowest)] : [])));
  const percent = (pick: (met: Slowest) => number): string => `${(100 * of(pick)).toFixed(0)} %`;
  const list = (name: 'collections' | 'stalls'): string =>
    `${of((met) => met[name].count)} of ${of((met) => met[name].sum).toFixed(0)} ms in all, ${of((met) => met[name].max).toFixed(1)} the longest`;
  return (
    `had ${list('collections')} (collections of garbage) and ${list('stalls')} (stalls of the main thread beyond 3 ms); of its slowest hundredth ` +
    `${percent(({ duringCollection }) => duringCollection)} met a collection of more than 1 ms and ${percent(({ duringStall }) => duringStall)} a stall`
  );
};

export const openLoop: Cell = {
  name: 'open-loop',
  title: 'Open loop, 10,000 members, latency from the scheduled arrival',
  run: async (context): Promise<readonly Row[]> => {
    const rows: Row[] = [];
    for (const rate of RATES) {
      const plan = { guilds: 100, users: 10_000, rate, warmMs: 1_000, ms: context.quick ? 1_500 : 5_000 };
      const { ours, theirs } = await sideBySide(context, plan, context.reps);
      const name = rate.toLocaleString('en');
      rows.push(
        row({
          what: `p99 at ${name}/s`,
          unit: 'ms',
          ours: ours.map(({ p99 }) => p99),
          baseline: theirs.map(({ p99 }) => p99),
          baselineName: YARDSTICK,
          bar: atMost(1.5),
          cpu: { ours: ours.map(({ clientUs }) => clientUs), baseline: theirs.map(({ clientUs }) => clientUs) },
          note: `ours ${metBy(ours)}; the yardstick ${metBy(theirs)}`,
        }),
        row({
          what: `median at ${name}/s`,
          unit: 'ms',
          ours: ours.map(({ p50 }) => p50),
          baseline: theirs.map(({ p50 }) => p50),
          baselineName: YARDSTICK,
        }),
      );
    }
    return rows;
  },
};
