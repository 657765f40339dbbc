// `npm run bench:export [rows]`: how fast CSV and XLSX are written, in rows a second, with the most memory that the process took. Each format runs in a
// process of its own, over the same spool; beside them a stream of csv-stringify that was written by hand, as the measure of what is possible here.
import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { categoryId, guildSpace, sessionId, userId } from '../src/domain/ids.js';
import type { Session } from '../src/domain/session.js';
import { fileSink } from '../src/export/file-sink.js';
import { FORMAT_NAMES, type FormatName } from '../src/export/formats.js';
import { openReport } from '../src/export/make-report.js';
import type { ReportHead } from '../src/export/report.js';
import { writeSpool } from '../src/export/spool.js';
import { WRITERS } from '../src/export/writers.js';

const HOUR = 3_600_000;
const [, , first = '100000', format, dir = ''] = process.argv;
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

const byFormat = async (name: FormatName, output: string): Promise<void> => {
  const writer = await WRITERS[name]();
  const sink = fileSink(output);
  const report = openReport({ spool: join(dir, 'spool'), head, targets: [] });
  await writer.write(report, sink, () => undefined);
  report.close();
  sink.finish();
  sink.close();
};

const measure = async (name: string): Promise<void> => {
  const output = join(dir, name);
  const began = performance.now();
  const known = FORMAT_NAMES.find((one) => one === name);
  await (known === undefined ? byHand(output) : byFormat(known, output));
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  process.stdout.write(
    `${[
      name.padEnd(14),
      `${Math.round(rows / seconds)} rows/s`.padEnd(16),
      `${((user + system) / 1e6).toFixed(1)} s of CPU`.padEnd(16),
      `${Math.round(maxRSS / 1024)} MiB at most`.padEnd(20),
      `${(statSync(output).size / 1e6).toFixed(1)} MB`,
    ].join('')}\n`,
  );
};

if (format === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'punchcard-bench-'));
  try {
    await makeSpool(join(folder, 'spool'));
    for (const name of ['csv-stringify', 'csvMachine', 'csv', 'xlsx', 'json', 'ics']) {
      // The limits of the thread that writes exports.
      const limits = ['--max-old-space-size=256', '--max-semi-space-size=5'];
      const args = [...limits, ...process.execArgv, import.meta.filename, first, name, folder];
      spawnSync(process.execPath, args, { stdio: 'inherit' });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
} else {
  await measure(format);
}
