import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../lib/build.js';
import { quantile } from '../lib/stats.js';
import { soak } from './run.js';
import { asMarkdown, minutesOf, type SoakReport } from './table.js';
import { judge } from './verdict.js';

/**
 * npm run soak [-- --minutes 30] [--rate 200] [--guilds 100] [--members 10000] [--role-guilds 10] [--warm 60] [--out FILE] [--doc]
 * Exit code 1 when a rule does not hold. FILE gets everything as JSON; --doc puts the tables into docs/soak.md.
 */
const ROOT = join(import.meta.dirname, '../..');
const DOC = join(ROOT, 'docs/soak.md');
const [BEGIN, END] = ['<!-- soak:begin -->', '<!-- soak:end -->'];
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '200' },
    guilds: { type: 'string', default: '100' },
    members: { type: 'string', default: '10000' },
    'role-guilds': { type: 'string', default: '10' },
    warm: { type: 'string', default: '60' },
    out: { type: 'string', default: join(ROOT, 'bench/results/soak.json') },
    doc: { type: 'boolean', default: false },
  },
});
const plan = {
  minutes: Number(values.minutes),
  rate: Number(values.rate),
  guilds: Number(values.guilds),
  members: Number(values.members),
  roleGuilds: Number(values['role-guilds']),
  warmS: Number(values.warm),
};
if (Object.values(plan).some((value) => !Number.isFinite(value) || value < 0) || plan.minutes * 60 < 30)
  throw new Error('all options are numbers, and a run has half a minute at least');

const spread = (ms: readonly number[]) => {
  const sorted = ms.toSorted((a, b) => a - b);
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), max: sorted.at(-1) ?? 0 };
};

const write = async (report: SoakReport, everything: object): Promise<void> => {
  await mkdir(dirname(values.out), { recursive: true });
  await writeFile(values.out, `${JSON.stringify({ ...report, ...everything }, null, 1)}\n`);
  say(`\n${asMarkdown(report)}\n\n${values.out}`);
  if (!values.doc) return;
  const text = await readFile(DOC, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${DOC} has no ${BEGIN} ... ${END}`);
  await writeFile(DOC, `${text.slice(0, begin + BEGIN.length)}\n\n${asMarkdown(report, 3)}\n\n${text.slice(end)}`);
};

await ensureBuilt();
const parent = join(ROOT, 'data/run');
await mkdir(parent, { recursive: true });
const dir = await mkdtemp(join(parent, 'soak-'));
const ends: (() => Promise<void> | void)[] = [];
try {
  const [when, load] = [new Date().toISOString(), loadavg()[0] ?? 0];
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT, encoding: 'utf8' }).trim();
  const machine = `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? '?'}), load ${load.toFixed(1)} at the start`;
  say(`${machine}; ${plan.minutes} minutes at ${plan.rate} clicks/s`);
  const { data, growth, roleCalls } = await soak(plan, { dir, say, onEnd: (end) => void ends.push(end) });
  const verdict = judge(data);
  const report = { when, commit, machine, plan, verdict, growth, roleCalls, minutes: minutesOf(data) };
  const latencies = data.slices.map(({ at, ms }) => ({ at, ...spread(ms) }));
  await write(report, { samples: data.samples, live: data.live, latencies, left: data.left, complaints: data.complaints });
  process.exitCode = verdict.passed ? 0 : 1;
} finally {
  for (const end of ends.reverse()) await end();
  await rm(dir, { recursive: true, force: true });
}
