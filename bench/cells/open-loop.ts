import type { Cell } from '../lib/cell.js';
import { atMost, row, type Row } from '../lib/row.js';
import { sideBySide, YARDSTICK } from './commits.js';

const RATES = [1_000, 5_000];

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
