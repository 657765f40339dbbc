import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { CELLS } from './cells/index.js';
import type { BenchContext, Cell } from './lib/cell.js';
import { writeDocument } from './lib/document.js';
import { Report } from './lib/report.js';
import { asText, type CellResult } from './lib/table.js';

/**
 * npm run bench [-- --only name,name] [--reps N] [--quick] [--out FILE] [--list]
 * npm run bench -- --doc [FILE]    writes the tables of FILE (the last run unless told) into docs/performance.md
 */
const ROOT = join(import.meta.dirname, '..');
const LATEST = join(import.meta.dirname, 'results/latest.json');
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    reps: { type: 'string' },
    out: { type: 'string', default: LATEST },
    quick: { type: 'boolean', default: false },
    doc: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

const chosen = (names: string | undefined): readonly Cell[] => {
  if (names === undefined) return CELLS;
  return names.split(',').map((name) => {
    const cell = CELLS.find((one) => one.name === name);
    if (cell === undefined) throw new Error(`no cell ${name}; there are ${CELLS.map((one) => one.name).join(', ')}`);
    return cell;
  });
};

const runCell = async (cell: Cell, options: Pick<BenchContext, 'reps' | 'quick' | 'dir'>): Promise<CellResult> => {
  say(`\n${cell.name}: ${cell.title}`);
  const ends: (() => Promise<void> | void)[] = [];
  const began = Date.now();
  let rows: CellResult['rows'] = [];
  let error: string | null = null;
  try {
    rows = await cell.run({ ...options, say, onEnd: (end) => void ends.push(end) });
  } catch (reason) {
    error = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
    say(error);
  }
  for (const end of ends.reverse()) await end();
  say(`  ${((Date.now() - began) / 1_000).toFixed(0)} s`);
  return { name: cell.name, title: cell.title, rows, error: error?.split('\n')[0] ?? null };
};

const measure = async (): Promise<void> => {
  const reps = Number(values.reps ?? (values.quick ? 3 : 7));
  if (!Number.isInteger(reps) || reps < 1) throw new Error('--reps is a whole number from 1 on');
  const cells = chosen(values.only);
  const parent = join(ROOT, 'data/run');
  await mkdir(parent, { recursive: true });
  const dir = await mkdtemp(join(parent, 'bench-'));
  const [load] = loadavg();
  say(
    `${cpus().length} cores (${cpus()[0]?.model ?? '?'}), load ${load?.toFixed(2) ?? '?'}, Node ${process.version}, ${reps} repetitions`,
  );
  const results: CellResult[] = [];
  try {
    for (const cell of cells) results.push(await runCell(cell, { reps, quick: values.quick, dir }));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
  const report: Report = {
    when: new Date().toISOString(),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim(),
    node: process.version,
    redis: /v=(\S+)/.exec(execFileSync('redis-server', ['--version'], { encoding: 'utf8' }))?.[1] ?? '?',
    cpus: cpus().length,
    cpu: cpus()[0]?.model ?? '?',
    loadAtStart: load ?? 0,
    quick: values.quick,
    reps,
    results,
  };
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, `${JSON.stringify(report, null, 1)}\n`);
  say(asText(results));
  say(`\n${values.out}`);
  if (results.some(({ error }) => error !== null)) process.exitCode = 1;
};

if (values.list) for (const { name, title } of CELLS) say(`${name.padEnd(12)} ${title}`);
else if (values.doc) {
  const report = Report.parse(JSON.parse(await readFile(positionals[0] ?? LATEST, 'utf8')));
  await writeDocument(join(ROOT, 'docs/performance.md'), report);
} else await measure();
