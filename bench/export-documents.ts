import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ensureBuilt } from './lib/build.js';

/**
 * npm run bench:export-documents [-- --pdf 10000] [-- --docx 100000]
 * How fast reports are written as PDF and as Word documents, and with how much memory, each in a process of its own; and how fast pdfkit writes the same entries as
 * plain lines of text in the same run. Rows a second of CPU time tell more than those of the clock when the machine has other work.
 */
const { values } = parseArgs({
  options: { pdf: { type: 'string', default: '10000' }, docx: { type: 'string', default: '100000' } },
});
const WORKER = join(import.meta.dirname, 'workers/export-documents.mjs');
const Measured = z.object({
  rows: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMiB: z.number(),
  bytes: z.number(),
});

const measure = (format: string, rows: string): z.infer<typeof Measured> => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [WORKER, format, rows], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Measured.parse(JSON.parse(stdout));
};

await ensureBuilt();
const cells = [
  ['pdfkit, plain lines', measure('plain', values.pdf)],
  ['PDF', measure('pdf', values.pdf)],
  ['DOCX', measure('docx', values.docx)],
] as const;
for (const [name, { rows, seconds, cpuSeconds, peakMiB, bytes }] of cells) {
  const rates = `${Math.round(rows / seconds)} rows/s, ${Math.round(rows / cpuSeconds)} rows a second of CPU time`;
  process.stdout.write(
    `${name}: ${rows} rows in ${seconds.toFixed(1)} s: ${rates}; peak ${peakMiB.toFixed(0)} MiB; ${(bytes / 1e6).toFixed(1)} MB\n`,
  );
}
