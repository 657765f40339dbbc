import type { Cell } from '../lib/cell.js';
import { Chunk } from '../lib/chunk.js';
import { row, type Row } from '../lib/row.js';
import { startWorker } from '../lib/worker.js';

const PARTS = [
  ['plan', 'decide a clock-in: rules, entries, days, ledger', 50_000],
  ['encode', 'a member’s state to bytes', 100_000],
  ['decode', 'a member’s state from bytes', 100_000],
  ['entry', 'an entry to bytes', 100_000],
  ['ledger', 'a ledger row to bytes', 100_000],
  ['journal', 'a change into the journal on disk and settled, 1,000 together', 20_000],
] as const;

/** What the pieces of a commit cost alone; no bars. */
export const parts: Cell = {
  name: 'parts',
  title: 'What the pieces of a commit cost alone',
  run: async (context): Promise<readonly Row[]> => {
    const worker = await startWorker('parts.ts', context);
    const chunks = new Map<string, Chunk[]>();
    for (let rep = -1; rep < context.reps; rep += 1)
      for (const [what, , count] of PARTS) {
        const asked = { what, count: context.quick ? count / 10 : count, dir: context.dir };
        const chunk = await worker.call('measure', asked, Chunk);
        if (rep >= 0) chunks.set(what, [...(chunks.get(what) ?? []), chunk]);
      }
    await worker.stop();
    return PARTS.map(([what, title]) => {
      const measured = chunks.get(what) ?? [];
      return row({
        what: title,
        unit: 'µs',
        ours: measured.map(({ us }) => us),
        cpu: { ours: measured.map(({ cpuUs }) => cpuUs) },
      });
    });
  },
};
