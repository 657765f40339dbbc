import type { Cell } from '../lib/cell.js';
import { Chunk } from '../lib/chunk.js';
import { row, type Row } from '../lib/row.js';
import { startWorker } from '../lib/worker.js';

const PAIRS = [
  ['the bytes of a commit', 'written', 'packed', 'arrays packed by msgpackr'],
  ['the bytes of a commit, asked for by journal and store', 'once', 'twice', 'encoded twice'],
] as const;
const COUNT = 12_000;

/** What stands in src/engine/fast against plain code; no bars, docs/fast-path.md says what is made of it. */
export const fastPath: Cell = {
  name: 'fast-path',
  title: 'What the hand-written code of src/engine/fast spares',
  run: async (context): Promise<readonly Row[]> => {
    const worker = await startWorker('fast-path.ts', context);
    const measure = (what: string): Promise<Chunk> => worker.call('measure', { what, count: COUNT }, Chunk);
    const rows: Row[] = [];
    for (const [what, ours, plain, baselineName] of PAIRS) {
      const [mine, theirs]: [Chunk[], Chunk[]] = [[], []];
      for (let rep = -2; rep < context.reps; rep += 1) {
        const pair = [await measure(ours), await measure(plain)] as const;
        if (rep < 0) continue;
        mine.push(pair[0]);
        theirs.push(pair[1]);
      }
      rows.push(
        row({
          ...{ what, unit: 'µs of CPU', baselineName },
          ours: mine.map(({ cpuUs }) => cpuUs),
          baseline: theirs.map(({ cpuUs }) => cpuUs),
        }),
      );
    }
    await worker.stop();
    return rows;
  },
};
