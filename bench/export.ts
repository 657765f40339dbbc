// `npm run bench:export [rows] [formats]`: how fast CSV and XLSX are written, in rows a second, with the most memory that the process took. Each format runs in a
// process of its own, over the same spool; beside them a stream of csv-stringify that was written by hand, as the measure of what is possible here, and a process that
// has loaded the same and does nothing. What is loaded before is not counted: the thread that writes exports does that once. `formats`: only these, `csv,xlsx`.
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { categoryId, guildSpace, sessionId, userId } from '../src/domain/ids.js';
import type { Session } from '../src/domain/session.js';
import { fileSink } from '../src/export/file-sink.js';
import { FORMAT_NAMES } from '../src/export/formats.js';
import { openReport } from '../src/export/make-report.js';
import type { ExportFormat, ReportHead } from '../src/export/report.js';
import { writeSpool } from '../src/export/spool/write-spool.js';
import { WRITERS } from '../src/export/writers.js';

const HOUR = 3_600_000;
const [, , first = '100000', second = '', dir = ''] = process.argv;
const rows = Number(first);
const zone = 'Europe/Berlin';
const START = Date.UTC(2010, 0, 4, 7);

const head: ReportHead = {
  space: { id: guildSpace('1'), name: 'Bench' },
  about: { kind: 'member', user: userId('2'), name: 'Ada Lovelace' },
  category: null,
  from: '20100101',
  to: '20191231',
  counting: { zone, dayStart: 0, boundary: 'split' },
  weekStart: 'monday',
  locale: 'de',
  rounding: { mode: 'nearest', stepMs: 900_000, of: 'entry' },
  detail: 'entries',
  madeAt: START,
  entries: rows,
};

/** Fifty entries a day, some with a note. */
const sessionOf = (n: number): Session => {
  const startedAt = START + Math.floor(n / 50) * 24 * HOUR + (n % 50) * (HOUR / 5);
  return {
    id: sessionId(`14600000000${String(n).padStart(8, '0')}`),
    category: categoryId(`c${n % 7}`),
    status: 'ENDED_CONFIRMED',
    note: n % 3 === 0 ? null : `Ticket ${n}: "review; and more"`,
    startedAt,
    pauses: [],
    pausedSince: null,
    endedAt: startedAt + HOUR / 10 + n,
    endReason: 'member',
    overrideMs: null,
    counting: head.counting,
  };
};

const makeSpool = async (path: string): Promise<void> => {
  const spool = await writeSpool(path);
  spool.add({ kind: 'member', user: userId('2'), name: 'Ada Lovelace' });
  for (let n = 0; n < 7; n += 1) spool.add({ kind: 'category', id: categoryId(`c${n}`), name: `Category ${n}` });
  for (let n = 0; n < rows; n += 1) {
    const session = sessionOf(n);
    const day = new Date(session.startedAt).toISOString().slice(0, 10).replaceAll('-', '');
    spool.add({ kind: 'entry', session, zone, dayStart: 0, days: [[day, HOUR / 10 + n]], source: 'clock', edits: 0 });
    await spool.flush();
  }
  await spool.close();
};

/** The hand-written stream: the same columns as plain texts, without any of what makes them safe or add up. */
const byHand = async (output: string): Promise<void> => {
  const made = function* (): Generator<readonly (string | number | null)[]> {
    for (let n = 0; n < rows; n += 1) {
      const session = sessionOf(n);
      const [start, end] = [session.startedAt, session.endedAt ?? 0].map((ms) => new Date(ms).toISOString());
      yield [
        ...[session.id, '2', 'Ada Lovelace', session.category, 'Category', start ?? '', end ?? '', zone, ''],
        ...[HOUR / 1000, 0, null, HOUR / 1000, HOUR / 1000, HOUR / 1000, 1, session.status, 'clock', 0, session.note],
      ];
    }
  };
  await pipeline(made, stringify({ record_delimiter: '\r\n' }), createWriteStream(output));
};

const byFormat = async (writer: ExportFormat, output: string): Promise<void> => {
  const sink = fileSink(output);
  const report = openReport({ spool: join(dir, 'spool'), head, targets: [] });
  await writer.write(report, sink, () => undefined);
  report.close();
  sink.finish();
  sink.close();
};

/** What is measured; null: nothing is done. */
const workOf = async (name: string): Promise<((output: string) => Promise<void>) | null> => {
  if (name === 'idle') return null;
  const known = FORMAT_NAMES.find((one) => one === name);
  if (known === undefined) return byHand;
  const writer = await WRITERS[known]();
  return (output) => byFormat(writer, output);
};

const measure = async (name: string): Promise<void> => {
  const output = join(dir, name);
  const work = await workOf(name);
  const [began, before] = [performance.now(), process.cpuUsage()];
  await work?.(output);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(before);
  const cpuSeconds = (user + system) / 1e6;
  const size = statSync(output, { throwIfNoEntry: false })?.size ?? 0;
  const rates = [
    `${Math.round(rows / seconds)} rows/s`.padEnd(16),
    `${Math.round(rows / cpuSeconds)} rows/s of CPU`.padEnd(22),
    `${(size / 1e6).toFixed(1)} MB`.padEnd(10),
  ];
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${name.padEnd(14)}${work === null ? ''.padEnd(48) : rates.join('')}${peak} MiB at most\n`);
};

if (dir === '') {
  const folder = mkdtempSync(join(tmpdir(), 'punchcard-bench-'));
  try {
    await makeSpool(join(folder, 'spool'));
    const asked = second === '' ? ['csvMachine', 'csv', 'xlsx', 'json', 'ics'] : second.split(',');
    for (const name of ['idle', 'csv-stringify', ...asked]) {
      // The limits of the thread that writes exports.
      const limits = ['--max-old-space-size=256', '--max-semi-space-size=2'];
      const args = [...limits, ...process.execArgv, import.meta.filename, first, name, folder];
      spawnSync(process.execPath, args, { stdio: 'inherit' });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
} else {
  await measure(second);
}
